import { Tensor } from 'onnxruntime-node';
import { contentStart } from '../../core/vision/letterbox.ts';
import type { Manifest } from './manifest.ts';
import type { ManifestInput } from './manifest-input.ts';
import type { Item } from './messages.ts';

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
  if (input.layout === 'nhwc-uint8' && input.colour === 'rgb') return packBytes(input, slots);
  return packChannels(input, slots);
}

type Slots = (items: readonly Item[]) => number;

function packBytes(input: ManifestInput, slots: Slots): Pack {
  const { width, height } = input;
  const size = width * height * 3;
  let bytes = new Uint8Array(0);
  return (items) => {
    const count = slots(items);
    const dims = [count, height, width, 3];
    const [first] = items;
    if (count === 1 && first !== undefined && liesRight(first, input))
      return new Tensor('uint8', first.pixels, dims);
    if (bytes.length !== count * size) bytes = new Uint8Array(count * size);
    for (const [slot, item] of items.entries())
      lay(item, input, bytes.subarray(slot * size, (slot + 1) * size));
    return new Tensor('uint8', bytes, dims);
  };
}

/** Planes, floats or BGR: channel by channel through a table of the 256 levels. */
function packChannels(input: ManifestInput, slots: Slots): Pack {
  const { width, height, layout } = input;
  const size = width * height * 3;
  const planes = layout.startsWith('nchw');
  const type = layout.endsWith('uint8') ? 'uint8' : 'float32';
  const channels = channelsOf(input);
  const laid = new Uint8Array(size);
  let values = room(type, 0);
  return (items) => {
    const count = slots(items);
    if (values.length !== count * size) values = room(type, count * size);
    for (const [slot, item] of items.entries()) {
      const bytes = liesRight(item, input) ? item.pixels : lay(item, input, laid);
      for (const channel of channels) write(bytes, channel, values, slot * size);
    }
    const dims = planes ? [count, 3, height, width] : [count, height, width, 3];
    return new Tensor(type, values, dims);
  };
}

/** How one channel of the picture goes into the input. */
interface Channel {
  /** Of the pixel: 0 red, 1 green, 2 blue. */
  readonly from: number;
  /** What each of the 256 levels becomes. */
  readonly table: Float32Array;
  /** Where its first value goes, and how far the next is. */
  readonly start: number;
  readonly step: number;
}

function channelsOf(input: ManifestInput): readonly Channel[] {
  const planes = input.layout.startsWith('nchw');
  return [0, 1, 2].map((channel) => ({
    from: input.colour === 'bgr' ? 2 - channel : channel,
    table: levels(input, channel),
    start: planes ? channel * input.width * input.height : channel,
    step: planes ? 1 : 3,
  }));
}

function room(type: 'uint8' | 'float32', length: number): Uint8Array | Float32Array {
  return type === 'uint8' ? new Uint8Array(length) : new Float32Array(length);
}

/** Whether the picture lies in its frame as the model wants it. */
function liesRight({ content }: Item, input: ManifestInput): boolean {
  const { width, height, border, place } = input;
  if (content.width === width && content.height === height) return true;
  return border === FRAME_BORDER && place === 'top-left';
}

/** The picture at its place in `target`, the border around it. */
function lay({ pixels, content }: Item, input: ManifestInput, target: Uint8Array): Uint8Array {
  const [x, y] = contentStart(input.place, content, input);
  const row = input.width * 3;
  target.fill(input.border);
  for (let line = 0; line < content.height; line += 1) {
    const from = line * row;
    const cells = pixels.subarray(from, from + content.width * 3);
    target.set(cells, (line + y) * row + x * 3);
  }
  return target;
}

/** What each of the 256 levels of a channel becomes: (level * scale - mean) / std. */
function levels({ scale, mean, std }: ManifestInput, channel: number): Float32Array {
  return Float32Array.from(
    { length: 256 },
    (_, level) => (level * scale - (mean[channel] ?? 0)) / (std[channel] ?? 1),
  );
}

function write(
  bytes: Uint8Array,
  { from, table, start, step }: Channel,
  values: Uint8Array | Float32Array,
  offset: number,
): void {
  for (let at = from, to = offset + start; at < bytes.length; at += 3, to += step)
    values[to] = table[bytes[at] ?? 0] ?? 0;
}
