import { describe, expect, it } from 'vitest';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';
import { truthFileOf } from '../../../scripts/street/truth/truth-file.ts';
import type { Scenario } from '../../../scripts/street/world/scenario.ts';
import { path, scene } from '../scene.ts';

const bus = { id: 'bus', asset: 'bus-b', path: path([0, -40, 2], [20, 40, 2]) };
const red = {
  ...{ id: 'red', asset: 'sedan-c', plate: '渝A8D213' },
  path: path([0, -40, 2], [6, 0, -2, 0], [30, 0, -2, 0], [36, 40, 2]),
};
const rules = [{ use: 'sidewalk-parking', settings: { dwell: '10s' } }];
const expected = { kind: 'sidewalk-parking', actor: 'red', zone: 'walk', fromMs: 6000 };

function truthOf(changes: Partial<Scenario>) {
  return truthFileOf(scene({ actors: [red, bus], rules, ...changes } as never), 'a.mp4');
}

describe('truthFileOf', () => {
  it('has the head that the score reads', () => {
    expect(truthOf({})).toEqual({
      ...{ version: 1, camera: 'a-scene', startUtc: '2026-05-04T00:00:00.000Z' },
      ...{ durationMs: 60_000, video: 'a.mp4', kinds: ['sidewalk-parking'], episodes: [] },
    });
  });

  it('tells a standing thing by its first and last moment, as truth sees it', () => {
    const [one] = truthOf({ expect: [{ ...expected, confirmMs: 16_000, toMs: 30_000 }] }).episodes;
    expect(one).toMatchObject({
      id: '1-red',
      kind: 'sidewalk-parking',
      zone: 'walk',
      plate: '渝A8D213',
    });
    expect(one).toMatchObject({ fromMs: 6000, confirmMs: 16_000, toMs: 30_000 });
    expect(one?.places.map(({ atMs }) => atMs)).toEqual([6000, 30_000]);
    const seen = truthAt(scene({ actors: [red] }), 6000).objects[0]?.box;
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(one?.places[0]?.box[side]).toBeCloseTo(seen?.[side] ?? -1, 3);
  });

  it('follows what moves: between its places it is nearly where they say', () => {
    const [one] = truthOf({
      expect: [{ ...expected, actor: 'bus', fromMs: 6000, toMs: 14_000 }],
    }).episodes;
    expect(one?.places.length).toBeGreaterThan(8);
    const places = one?.places ?? [];
    for (const atMs of [7111, 9020, 12_345]) {
      const next = places.findIndex((place) => place.atMs > atMs);
      const [a, b] = [places[next - 1], places[next]];
      if (!a || !b) throw new Error(`no places around ${atMs}`);
      const share = (atMs - a.atMs) / (b.atMs - a.atMs);
      const left = a.box.left + (b.box.left - a.box.left) * share;
      const seen = truthAt(scene({ actors: [bus] }), atMs).objects[0]?.box.left ?? -1;
      expect(Math.abs(left - seen)).toBeLessThan(0.01);
    }
  });

  it('leaves out what does not happen, and refuses what nobody can see', () => {
    const [one] = truthOf({ expect: [expected] }).episodes;
    expect(one).not.toHaveProperty('confirmMs');
    expect(one).not.toHaveProperty('toMs');
    expect(() => truthOf({ expect: [{ ...expected, fromMs: 50_000 }] })).toThrow(
      /expected 'red' in the picture between 50000 and 60000 ms/,
    );
  });

  it('gives cameras names that the agent takes, also to scenarios with long ones', () => {
    const name = 'a-very-long-name-of-a-scenario-that-nobody-wants-to-type-12';
    const { camera } = truthOf({ name });
    expect(camera).toMatch(/^[a-z0-9][a-z0-9-]{0,31}$/);
    expect(camera).not.toBe(truthOf({ name: `${name}3` }).camera);
  });
});
