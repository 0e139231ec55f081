import type { ManifestText } from './manifest.ts';
import type { Known } from './recognise.ts';
import type { Signature, TensorInfo } from './signature.ts';

/** The input that takes the picture. */
export interface ImageInput {
  readonly name: string;
  readonly layout: ManifestText['input']['layout'];
  readonly width: number;
  readonly height: number;
  readonly batch: ManifestText['batch'];
  /** Second input that wants the size of the input. */
  readonly sizes?: string;
}

const SIZES_INPUT = 'int64';

/** Finds the picture's input; a sentence of why not where there is none. */
export function imageInput({ inputs }: Signature, known: Known): ImageInput | string {
  const images = inputs.filter(({ shape }) => shape.length === 4);
  const [image, ...others] = images;
  if (image === undefined || others.length > 0)
    return `it has ${images.length} inputs with four dimensions, needed is one`;
  const layout = layoutOf(image);
  if (layout === undefined)
    return `its input is ${image.type}[${image.shape.join(',')}], needed is float32 or uint8 with three channels`;
  const size = sizeOf(image, layout, known);
  if (size === undefined) return 'it takes any size: name one with --size';
  const sizes = sizesInput(inputs, image);
  if (typeof sizes === 'object') return `it also wants ${sizes.wants}, which nothing can fill`;
  const [batch = ''] = image.shape;
  return {
    name: image.name,
    layout,
    ...size,
    batch: typeof batch === 'number' && batch > 0 ? batch : 'dynamic',
    ...(sizes !== undefined && { sizes }),
  };
}

function layoutOf({ type, shape }: TensorInfo): ImageInput['layout'] | undefined {
  const order = shape[1] === 3 ? 'nchw' : shape[3] === 3 ? 'nhwc' : undefined;
  if (order === undefined || (type !== 'float32' && type !== 'uint8')) return undefined;
  return `${order}-${type}`;
}

function sizeOf({ shape }: TensorInfo, layout: string, { size, metadata }: Known) {
  const [height, width] = layout.startsWith('nchw') ? shape.slice(2) : shape.slice(1, 3);
  if (isLength(width) && isLength(height)) return { width, height };
  return size ?? notedSize(metadata['imgsz']);
}

/** Ultralytics notes height first. */
function notedSize(text: string | undefined) {
  const [height, width = height] = (text?.match(/\d+/g) ?? []).map(Number);
  return isLength(width) && isLength(height) ? { width, height } : undefined;
}

function isLength(value: number | string | undefined): value is number {
  return typeof value === 'number' && value > 0;
}

/** The second input, if it wants sizes; `wants` names one that wants something else. */
function sizesInput(inputs: Signature['inputs'], image: TensorInfo) {
  const [other, ...more] = inputs.filter((input) => input !== image);
  if (other === undefined) return undefined;
  const isSizes = other.type === SIZES_INPUT && other.shape.length === 2 && other.shape[1] === 2;
  return isSizes && more.length === 0 ? other.name : { wants: `an input "${other.name}"` };
}
