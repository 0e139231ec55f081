import type { InputSize, Size, View } from '../../core/vision/view.ts';

/** The grey beside the picture, as detectors were trained with (114). */
const PAD = '0x727272';

/** Even start and length, as 4:2:0 pictures can be cut. */
const span = (total: string, from: number, to: number): { at: string; length: string } => {
  const at = `2*floor(${total}*${clamp(from)}/2)`;
  return { at, length: `max(2\\,2*floor(${total}*${clamp(to)}/2)-${at})` };
};
const clamp = (share: number): string => Math.min(1, Math.max(0, share)).toFixed(6);

/** What part of the picture a view covers, pixels. The same arithmetic as in the filter. */
function cropSize({ source }: View, picture: Size): Size {
  const even = (total: number, from: number, to: number) => {
    const at = (share: number) => 2 * Math.floor((total * Number(clamp(share))) / 2);
    return Math.max(2, at(to) - at(from));
  };
  return isWhole(source)
    ? picture
    : {
        width: even(picture.width, source.left, source.right),
        height: even(picture.height, source.top, source.bottom),
      };
}

/** How much of `input` the scaled view fills: ffmpeg's `force_original_aspect_ratio=decrease`, or all. */
export function contentSize(view: View, picture: Size, input: InputSize): Size {
  if (input.fit === 'stretch') return { width: input.width, height: input.height };
  const { width, height } = cropSize(view, picture);
  const rescaled = (a: number, b: number, c: number) => Math.floor((a * b * 2 + c) / (2 * c));
  return {
    width: Math.max(1, Math.min(input.width, rescaled(input.height, width, height))),
    height: Math.max(1, Math.min(input.height, rescaled(input.width, height, width))),
  };
}

/**
 * The filter graph: sampled pictures, one scaled and padded pad `[v0]`... for each view, and `[times]`
 * with the same pictures cut to nothing, which only carries their times.
 */
export function filterGraph(views: readonly View[], input: InputSize, fps: number): string {
  // `select` drops pictures and keeps their times; `fps` and ffmpeg's default sync would invent some. The
  // first picture of each span of 1/fps: a gap since the last one would make 4 of 5 at 12 pictures a second
  const span = (time: string) => `floor(${time}*${fps}+0.01)`;
  const often = `select='isnan(prev_selected_t)+gt(${span('t')}\\,${span('prev_selected_t')})'`;
  const outs = views.map((_, index) => `[s${index}]`).join('');
  const lines = views.map((view, index) => `[s${index}]${viewFilter(view, input)}[v${index}]`);
  const split = `[0:v:0]${often},split=${views.length + 1}${outs}[s]`;
  return [split, ...lines, '[s]crop=2:2:0:0[times]'].join(';');
}

/** One view of a picture, brought to the model's input. */
export function viewFilter({ source }: View, input: InputSize): string {
  const fit = fitFilter(input);
  if (isWhole(source)) return fit;
  const x = span('iw', source.left, source.right);
  const y = span('ih', source.top, source.bottom);
  return `crop=w='${x.length}':h='${y.length}':x='${x.at}':y='${y.at}',${fit}`;
}

function fitFilter({ width, height, fit }: InputSize): string {
  const size = `scale=w=${width}:h=${height}`;
  return fit === 'stretch'
    ? `${size}:flags=bilinear,format=rgb24`
    : `${size}:force_original_aspect_ratio=decrease:flags=bilinear,format=rgb24,pad=${width}:${height}:0:0:color=${PAD}`;
}

function isWhole({ left, top, right, bottom }: View['source']): boolean {
  return left <= 0 && top <= 0 && right >= 1 && bottom >= 1;
}
