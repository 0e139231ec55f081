import { Tensor } from 'onnxruntime-node';
import type { Manifest } from './manifest.ts';
import type { Item } from './messages.ts';

type Input = Manifest['input'];
export type Pack = (items: readonly Item[]) => Tensor;

/** The grey that frames come with beside the picture. */
const FRAME_BORDER = 114;

/**
 * Makes the model's input from items. Bytes that already lie as the model wants them are not copied when
 * they go alone; everything else goes into a buffer that lives as long as the function (so a tensor holds
 * until the next call). A model with a fixed batch gets empty pictures for what is missing.
 */
export function packer({ input, batch }: Manifest): Pack {
  const slots = (items: readonly Item[]) => (batch === 'dynamic' ? items.length : batch);
  return input.layout === 'nhwc-uint8' ? packBytes(input, slots) : packFloats(input, slots);
}

function packBytes(input: Input, slots: (items: readonly Item[]) => number): Pack {
  const { width, height } = input;
  const size = width * height * 3;
  const asIs = input.colour === 'rgb' && input.border === FRAME_BORDER;
  let bytes = new Uint8Array(0);
  return (items) => {
    const count = slots(items);
    const dims = [count, height, width, 3];
    const [first] = items;
    if (asIs && count === 1 && first !== undefined) return new Tensor('uint8', first.pixels, dims);
    if (bytes.length !== count * size) bytes = new Uint8Array(count * size);
    for (const [slot, item] of items.entries())
      writeBytes(item, input, bytes.subarray(slot * size, (slot + 1) * size));
    return new Tensor('uint8', bytes, dims);
  };
}

function writeBytes({ pixels, content }: Item, input: Input, target: Uint8Array): void {
  target.set(pixels);
  if (input.colour === 'bgr') {
    for (let at = 0; at < target.length; at += 3) {
      target[at] = pixels[at + 2] ?? 0;
      target[at + 2] = pixels[at] ?? 0;
    }
  }
  if (input.border === FRAME_BORDER) return;
  const row = input.width * 3;
  for (let y = 0; y < input.height; y += 1) {
    const from = y < content.height ? content.width * 3 : 0;
    target.fill(input.border, y * row + from, (y + 1) * row);
  }
}

function packFloats(input: Input, slots: (items: readonly Item[]) => number): Pack {
  const { width, height } = input;
  const size = width * height * 3;
  const tables = [0, 1, 2].map((channel) => levels(input, channel));
  const rgb = new Uint8Array(size);
  let floats = new Float32Array(0);
  return (items) => {
    const count = slots(items);
    if (floats.length !== count * size) floats = new Float32Array(count * size);
    for (const [slot, item] of items.entries()) {
      writeBytes(item, input, rgb);
      for (const [channel, table] of tables.entries())
        writePlane(rgb, channel, table, floats, slot * size + (channel * size) / 3);
    }
    return new Tensor('float32', floats, [count, 3, height, width]);
  };
}

/** What each of the 256 levels of a channel becomes: (level * scale - mean) / std. */
function levels({ scale, mean, std }: Input, channel: number): Float32Array {
  return Float32Array.from(
    { length: 256 },
    (_, level) => (level * scale - (mean[channel] ?? 0)) / (std[channel] ?? 1),
  );
}

function writePlane(
  bytes: Uint8Array,
  channel: number,
  table: Float32Array,
  floats: Float32Array,
  offset: number,
): void {
  for (let at = channel, to = offset; at < bytes.length; at += 3, to += 1)
    floats[to] = table[bytes[at] ?? 0] ?? 0;
}
