import { describe, expect, test } from 'vitest';
import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Track } from '../../../agent/core/tracking/track.ts';
import {
  hasOneOf,
  type Pick,
  type Picking,
  pickRest,
  pickShots,
} from '../../../agent/core/vision/pick-shots.ts';
import { shotOf, shotsBetween } from '../../../agent/core/vision/shot.ts';

const BOX: Box = { left: 0.3, right: 0.6, top: 0.3, bottom: 0.7 };

function track(id: number, box: Box, atMs: number, seenMs = atMs): Track {
  const common = { id, label: 'truck', labels: { truck: 1 }, score: 0.8 };
  return { ...common, box, seen: seenMs === atMs, velocity: [0, 0], bornMs: 0, seenMs };
}

/** A box that is `scale` times as large as BOX, about the same middle. */
function scaled(scale: number): Box {
  const [x, y] = [0.15 * scale, 0.2 * scale];
  return { left: 0.45 - x, right: 0.45 + x, top: 0.5 - y, bottom: 0.5 + y };
}

interface Look extends Pick {
  /** When it was picked. */
  readonly nowMs: number;
}

/** All looks at an object that is seen every `stepMs` until `toMs`, then not, and its track ends. */
function looks(boxAt: (ms: number) => Box | undefined, toMs: number, stepMs = 200): Look[] {
  let picking: Picking = new Map();
  let seenMs = 0;
  let last = BOX;
  const all: Look[] = [];
  for (let ms = 0; ms <= toMs + 2000; ms += stepMs) {
    const box = ms <= toMs ? boxAt(ms) : undefined;
    if (box !== undefined) [last, seenMs] = [box, ms];
    const tracks = ms <= toMs + 1500 ? [track(1, last, ms, seenMs)] : [];
    const step = pickShots(picking, { tracks, wanted: hasOneOf(['truck']) }, ms);
    picking = step.picking;
    all.push(...step.picks.map((pick) => ({ ...pick, nowMs: ms })));
  }
  return all;
}

const times = (of: readonly Pick[]): number[] => of.map(({ atMs }) => atMs);

describe('the looks at one object', () => {
  test('that comes nearer for twelve seconds: most are kept for when it is large', () => {
    const taken = looks((ms) => scaled(0.2 + 0.8 * (ms / 12_000) ** 2), 12_000);
    expect(taken.length).toBeLessThanOrEqual(8);
    expect(taken.filter(({ atMs }) => atMs > 9000).length).toBeGreaterThanOrEqual(4);
  });

  test('that goes away: taken when its best has passed, and spread over it', () => {
    const taken = looks((ms) => scaled(1 - ms / 5000), 4000);
    expect(Math.min(...taken.map(({ nowMs }) => nowMs))).toBeLessThan(2000);
    expect(Math.max(...times(taken))).toBeLessThan(2000);
    expect(taken).toHaveLength(8);
  });

  test('that stands for a minute costs four looks, and four when it leaves', () => {
    const taken = looks(() => BOX, 60_000);
    expect(taken.filter(({ nowMs }) => nowMs <= 60_000)).toHaveLength(4);
    expect(taken).toHaveLength(8);
  });

  test('that is whole for half a second has looks between its detections', () => {
    const taken = looks(() => BOX, 400);
    expect(times(taken)).toEqual([0, 100, 200, 300, 400]);
    expect(taken.map(({ between }) => between)).toEqual([false, true, false, true, false]);
  });

  test('that the edge cuts all the time is looked at too', () => {
    expect(looks(() => ({ ...BOX, left: 0 }), 1000).length).toBeGreaterThan(3);
  });

  test('cut and whole: those of it whole come first', () => {
    const taken = looks((ms) => (ms < 1000 || ms > 2000 ? { ...BOX, right: 1 } : BOX), 3000);
    expect(times(taken).filter((ms) => ms >= 1000 && ms <= 2000)).toHaveLength(8);
  });

  test('smaller than anybody can read: none', () => {
    expect(looks(() => scaled(0.04), 3000)).toEqual([]);
  });

  test('of another label: none', () => {
    const tracks = [track(1, BOX, 0)];
    expect(pickShots(new Map(), { tracks, wanted: hasOneOf(['bus']) }, 0).picking.size).toBe(0);
  });

  test('still in view when a recording ends: what was kept is looked at', () => {
    const { picking } = pickShots(
      new Map(),
      { tracks: [track(1, BOX, 0)], wanted: hasOneOf(['truck']) },
      0,
    );
    expect(pickRest(picking)).toMatchObject([{ trackId: 1, atMs: 0, box: BOX }]);
  });
});

test('what stands in front makes a moment worth less', () => {
  const front = { ...track(2, { ...BOX, right: 0.45, bottom: 0.8 }, 0), labels: { bus: 1 } };
  const alone = pickRest(
    pickShots(new Map(), { tracks: [track(1, BOX, 0)], wanted: hasOneOf(['truck']) }, 0).picking,
  );
  const both = [track(1, BOX, 0), front];
  const hidden = pickRest(
    pickShots(new Map(), { tracks: both, wanted: hasOneOf(['truck']) }, 0).picking,
  );
  expect(hidden[0]?.worth).toBeCloseTo((alone[0]?.worth ?? 0) / 2, 9);
});

describe('moments between two detections', () => {
  const from = shotOf(1000, BOX, 0);
  const to = (atMs: number) => shotOf(atMs, { left: 0.4, right: 0.7, top: 0.3, bottom: 0.7 }, 0);

  test.each<[string, number, number[]]>([
    ['ten a second', 1400, [1100, 1200, 1300]],
    ['none within a tenth', 1100, []],
    ['none where a second is missing', 2000, []],
  ])('%s', (_, atMs, expected) => {
    expect(shotsBetween(from, to(atMs)).map((shot) => shot.atMs)).toEqual(expected);
  });

  test('their boxes move evenly', () => {
    const [half] = shotsBetween(from, to(1200));
    expect(half?.box.left).toBeCloseTo(0.35, 9);
    expect(half?.box.right).toBeCloseTo(0.65, 9);
  });
});
