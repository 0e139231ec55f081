import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleInput, RuleSignal } from '../../../agent/core/rules/rule.ts';
import {
  type Actor,
  BLUE,
  boxAt,
  dice,
  frames,
  inputAt,
  jitter,
  PARKING,
  parks,
  play,
  RED,
  types,
} from '../../helpers/street.ts';

/** A second of silence in the test's noise is at most this long: shorter than the absence. */
const LONGEST_HIDE_S = 100;

const noise = fc.record({
  seed: fc.integer(),
  fps: fc.constantFrom(0.5, 1, 2, 3, 5),
  /** Share of the frames in which it is not detected. */
  drop: fc.double({ min: 0, max: 0.5, noNaN: true }),
  /** Error of each edge, in shares of the box. */
  shake: fc.double({ min: 0, max: 0.06, noNaN: true }),
  /** Share of the frames with a box that is half as wide. */
  half: fc.double({ min: 0, max: 0.15, noNaN: true }),
  hideFromS: fc.integer({ min: 60, max: 400 }),
  hideS: fc.integer({ min: 0, max: LONGEST_HIDE_S }),
  /** The tracker loses it so often. */
  idChangeS: fc.integer({ min: 40, max: 1000 }),
});

type Noise = typeof noise extends fc.Arbitrary<infer T> ? T : never;

function noisyCar(n: Noise, stopS: number, goS: number): RuleInput[] {
  const roll = dice(n.seed);
  const path = parks(0.5, 0.8, stopS, goS);
  const car: Actor = {
    id: (ms) => 1 + Math.floor(ms / 1000 / n.idChangeS),
    look: RED,
    at: (ms) => path(ms),
  };
  return frames(0, goS + 260, n.fps).map((ms) => {
    const input = inputAt(ms, [car]);
    const hidden = ms >= n.hideFromS * 1000 && ms < (n.hideFromS + n.hideS) * 1000;
    const missed = hidden || roll() < n.drop;
    const tracks = input.tracks.map((track) => {
      const box = jitter(track.box, n.shake, roll);
      const cut = roll() < n.half ? { ...box, right: (box.left + box.right) / 2 } : box;
      return { ...track, box: cut, score: 0.5 + 0.4 * roll() };
    });
    return { ...input, tracks: missed ? [] : tracks };
  });
}

/** For each place suspect, confirm, updates, clear, in this order and in the order of time. */
function ordered(signals: readonly RuleSignal[]): boolean {
  const stage = new Map<string, { rank: number; atMs: number }>();
  const ranks = { suspect: 1, confirm: 2, update: 3, clear: 4 };
  return signals.every(({ type, place, atMs }) => {
    const before = stage.get(place) ?? { rank: 0, atMs: 0 };
    const rank = ranks[type];
    const fits =
      (rank === 1 && (before.rank === 0 || before.rank === 4)) ||
      (rank === 2 && before.rank === 1) ||
      (rank === 3 && (before.rank === 2 || before.rank === 3)) ||
      (rank === 4 && before.rank >= 1 && before.rank < 4);
    stage.set(place, { rank, atMs });
    return fits && (atMs >= before.atMs || rank === 1);
  });
}

describe('whatever the noise', () => {
  test('a standing car is one episode, from its stop to its leaving', () => {
    fc.assert(
      fc.property(noise, (n) => {
        const { signals } = play(PARKING, noisyCar(n, 20, 620));
        expect(types(signals)).toEqual(['suspect', 'confirm', 'clear']);
        // some pictures are needed to see that it stands, and half of them may be lost
        const lateMs = Math.max(20_000, 15_000 / n.fps);
        expect(Math.abs((signals[0]?.sinceMs ?? 0) - 20_000)).toBeLessThanOrEqual(lateMs);
        expect(ordered(signals)).toBe(true);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('traffic that passes is none', () => {
    const traffic = fc.array(
      fc.record({
        atS: fc.integer({ min: 0, max: 280 }),
        /** Box widths a second. */
        speed: fc.double({ min: 0.3, max: 4, noNaN: true }),
        y: fc.double({ min: 0.55, max: 0.95, noNaN: true }),
        left: fc.boolean(),
        red: fc.boolean(),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(traffic, fc.integer(), fc.constantFrom(0.5, 2, 5), (cars, seed, fps) => {
        const roll = dice(seed);
        const actors = cars.map(
          (car, at): Actor => ({
            id: at + 1,
            look: car.red ? RED : BLUE,
            at: (ms) => {
              const way = 0.16 * car.speed * (ms / 1000 - car.atS) - 0.1;
              if (way < -0.1 || roll() < 0.2) return undefined;
              return jitter(boxAt(car.left ? 1 - way : way, car.y), 0.05, roll);
            },
          }),
        );
        const played = play(
          PARKING,
          frames(0, 400, fps).map((ms) => inputAt(ms, actors)),
        );
        expect(played.signals).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('the state may go through JSON at any step', () => {
    fc.assert(
      fc.property(noise, (n) => {
        const inputs = noisyCar({ ...n, fps: 1 }, 10, 330);
        const straight = play(PARKING, inputs);
        const saved = play(PARKING, inputs, undefined, true);
        expect(saved.signals).toEqual(straight.signals);
        expect(saved.state).toEqual(JSON.parse(JSON.stringify(straight.state)));
      }),
      { numRuns: 20 },
    );
  });

  test('the order holds and the state stays small in a picture full of ghosts', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const roll = dice(seed);
        let id = 0;
        const inputs = frames(0, 1500, 1).map((ms) => {
          const ghosts = Array.from({ length: 12 }, (_, n): Actor => {
            id += roll() < 0.1 ? 1 : 0;
            const box = boxAt(0.1 + 0.07 * n, 0.6 + 0.03 * (n % 10), 0.1 + 0.05 * roll());
            return { id: id * 12 + n, look: roll() < 0.5 ? RED : BLUE, at: () => box };
          });
          return inputAt(
            ms,
            ghosts.filter(() => roll() < 0.7),
          );
        });
        const played = play(PARKING, inputs);
        expect(ordered(played.signals)).toBe(true);
        expect(played.largestState).toBeLessThan(600_000);
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});
