import { bothSides, facePatch, type Ground, raised } from './patches.ts';
import { even, type Sink, type Tint } from './sink.ts';

/** From and to, metres: behind the front or over the ground. */
export type Range = readonly [from: number, to: number];

/** An upright rectangle on both sides of a skin, `out` metres off it. */
export function sideRect(
  sink: Sink,
  { skin, half }: Ground,
  x: Range,
  y: Range,
  tint: Tint,
  out: number,
): void {
  const at = (u: number, v: number) =>
    raised(skin, half - x[0] - (x[1] - x[0]) * u, y[0] + (y[1] - y[0]) * v, out);
  const [us, vs] = [even(cuts(x, 0.4)), even(cuts(y, 0.3))];
  bothSides(at, (sheet, from) => sink.sheet(sheet, { us, vs, tint, from }));
}

function cuts([from, to]: Range, size: number): number {
  return Math.max(1, Math.ceil((to - from) / size));
}

/** What is seen through a windscreen: the dashboard, the driver on the left, wipers and a visor. */
export function behindScreen(
  sinks: { readonly trim: Sink },
  ground: Ground,
  [low, high]: Range,
  { shirt, skin }: { readonly shirt: Tint; readonly skin: Tint },
): void {
  const tall = high - low;
  const part = (y: Range, share: Range, tint: Tint, out = 0.012) =>
    facePatch(
      sinks.trim,
      ground,
      'front',
      { of: 'dark', y: [low + tall * y[0], low + tall * y[1]], share },
      tint,
      out,
    );
  part([0.03, 0.1], [-0.9, 0.9], DASH);
  part([0.1, 0.34], [-0.62, -0.3], shirt);
  part([0.34, 0.52], [-0.53, -0.39], skin);
  part([0.9, 0.985], [-0.92, 0.92], DASH);
  for (const share of [
    [-0.6, -0.04],
    [0.1, 0.66],
  ] as const)
    part([0.1, 0.125], share, BLACK, 0.018);
}

const DASH: Tint = [0.03, 0.032, 0.035];
const BLACK: Tint = [0.006, 0.006, 0.007];
