import { diceOf } from '../world/dice.ts';
import { random } from '../world/random.ts';
import type { Canvas } from './canvas.ts';

/** What streams suffer for some seconds without anybody needing to know. */
type Trouble = 'lapse' | 'stall' | 'loss';

interface Span {
  readonly kind: Trouble;
  readonly fromMs: number;
  readonly toMs: number;
}

const HOUR_MS = 3_600_000;
/** Of each kind: how many an hour, and how many seconds it lasts. */
const HABITS = [
  ['lapse', 2, 1, 10],
  ['stall', 2, 1, 6],
  ['loss', 1, 0.5, 3],
] as const;

/** What the stream suffers at `ms`, if anything. */
export function troublesOf(seed: number): (ms: number) => Span | undefined {
  let hour = -1;
  let spans: readonly Span[] = [];
  return (ms) => {
    const index = Math.floor(ms / HOUR_MS);
    if (index !== hour) spans = spansIn(seed, index);
    hour = index;
    return spans.find(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
  };
}

function spansIn(seed: number, index: number): readonly Span[] {
  const dice = diceOf(random(seed, 'troubles', `${index}`));
  return HABITS.flatMap(([kind, anHour, least, longest]) =>
    Array.from({ length: dice.whole(0, 2 * anHour) }, (): Span => {
      const fromMs = index * HOUR_MS + dice.between(0, HOUR_MS);
      return { kind, fromMs, toMs: fromMs + 1000 * dice.between(least, longest) };
    }),
  );
}

/** The last good row is drawn on and on, as decoders do without data. */
export function smeared(canvas: Canvas, fromShare: number): void {
  const { width, height, luma } = canvas;
  const from = Math.floor(height * fromShare);
  for (let y = from + 1; y < height; y += 1)
    luma.copyWithin(y * width, from * width, (from + 1) * width);
}
