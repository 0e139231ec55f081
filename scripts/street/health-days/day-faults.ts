import type { Condition } from '../../../agent/core/health/condition.ts';
import { type Canvas, clamped, fill, tint } from './canvas.ts';
import { grainAt, noiseTable } from './grain.ts';

/** What is done to the pictures of a simulated day to see that it is found. */
export interface DayFault {
  readonly name: string;
  /** Any of these names it rightly. */
  readonly conditions: readonly Condition[];
  /** `before`: the picture before the fault began; `elsewhere`: what another camera shows now. */
  readonly spoil: (seen: {
    readonly now: Canvas;
    readonly before: Canvas;
    readonly elsewhere: Canvas;
    readonly ms: number;
  }) => Canvas;
}

const GREY = 130;

export const DAY_FAULTS: readonly DayFault[] = [
  { name: 'frozen', conditions: ['frozen'], spoil: ({ before }) => before },
  {
    ...{ name: 'covered', conditions: ['covered', 'dark'] },
    spoil: ({ now, ms }) => towards(now, 40, ms),
  },
  { name: 'blurred', conditions: ['blurred', 'covered'], spoil: ({ now }) => blurred(now, 5) },
  {
    name: 'dark',
    conditions: ['dark'],
    spoil: ({ now, ms }) => towards(now, 10, ms),
  },
  {
    ...{ name: 'blown-out', conditions: ['blown-out'] },
    spoil: ({ now, ms }) => towards(now, 248, ms),
  },
  { name: 'garbled', conditions: ['garbled'], spoil: ({ now }) => greyed(now) },
  { name: 'moved', conditions: ['moved'], spoil: ({ now }) => pushed(now, 0.07) },
  { name: 'unknown-scene', conditions: ['unknown-scene'], spoil: ({ elsewhere }) => elsewhere },
];

/** What is left of the light behind a cloth, in the dark, or of the shadows in too much light. */
const LEFT = 0.03;
const GRAIN = noiseTable(1, 12);

function towards(canvas: Canvas, tone: number, ms: number): Canvas {
  const to = (value: number) => tone + LEFT * (value - tone);
  const from = grainAt(ms);
  const luma = canvas.luma.map((value, at) =>
    clamped(to(value) + (GRAIN[(from + at) & (GRAIN.length - 1)] as number) / 8),
  );
  return { ...canvas, luma, colour: canvas.colour.map(to) };
}

/** Mean over a square, across and then down, twice: nearly Gauss's curve. */
function blurred(canvas: Canvas, radius: number): Canvas {
  const { width, height } = canvas;
  let luma: ArrayLike<number> = canvas.luma;
  for (const step of [1, width, 1, width]) {
    const from = luma;
    luma = canvas.luma.map((_, at) => {
      let [sum, count] = [0, 0];
      for (let k = -radius; k <= radius; k += 1) {
        const there = at + k * step;
        if (there < 0 || there >= width * height) continue;
        sum += from[there] as number;
        count += 1;
      }
      return sum / count;
    });
  }
  return { ...canvas, luma: Uint8Array.from(luma) };
}

/** What a decoder shows where it has no data. */
function greyed(canvas: Canvas): Canvas {
  const copy = { ...canvas, luma: canvas.luma.slice(), colour: canvas.colour.slice() };
  const half = { x: 0, y: canvas.height / 2, width: canvas.width, height: canvas.height };
  fill(copy, half, [GREY, GREY], { noise: new Int8Array(1), at: 0, grain: 0 });
  tint(copy, half, [GREY, GREY, GREY]);
  return copy;
}

/** The camera was turned by a share of the picture's width; what comes in from the side is what was at the other. */
function pushed(canvas: Canvas, share: number): Canvas {
  const { width, height, luma } = canvas;
  const by = Math.round(share * width);
  const shifted = new Uint8Array(luma.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      shifted[y * width + x] = luma[y * width + ((x + by) % width)] as number;
  return { ...canvas, luma: shifted };
}
