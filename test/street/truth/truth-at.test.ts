import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import type { TruthObject } from '../../../scripts/street/truth/frame.ts';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';
import type { Actor, SceneCamera } from '../../../scripts/street/world/scenario.ts';
import { path, scene, standing } from '../scene.ts';

/** Straight over the road, 8 m up, towards the houses. */
const ACROSS: SceneCamera['keys'][number] = {
  ...{ atMs: 0, position: [0, 8, 18], yaw: 0, pitch: -20, roll: 0, hfov: 60 },
};
const camera = { keys: [ACROSS] };

function wholes(actors: readonly Actor[], atMs = 0, keys = camera.keys): Map<string, TruthObject> {
  const { objects } = truthAt(scene({ actors, camera: { keys } }), atMs);
  return new Map(objects.filter(({ part }) => part === undefined).map((one) => [one.actor, one]));
}

const visibilityOf = (id: string, ...actors: Actor[]) => wholes(actors).get(id)?.visibility ?? -1;

const parked = standing('parked', 'sedan-c', 0, -2.2);

describe('truthAt: visibility', () => {
  it('is exactly 1 alone in the picture', () => {
    expect(visibilityOf('parked', parked)).toBe(1);
    const one = wholes([parked]).get('parked');
    expect(one?.cut).toBe(false);
    expect(one?.box).toEqual(one?.extent);
  });

  it('falls as a bus passes in front, to the full and back, and never above 1', () => {
    const bus = { id: 'bus', asset: 'bus-b', path: path([0, -25, 2], [10, 25, 2]) };
    const seen = Array.from({ length: 41 }, (_, step) =>
      wholes([parked, bus], step * 250).get('parked'),
    ).map((one) => one?.visibility ?? 0);
    const least = seen.indexOf(Math.min(...seen));
    expect(seen[least]).toBeLessThan(0.35);
    expect(seen[0]).toBe(1);
    expect(seen.at(-1)).toBe(1);
    for (const [step, share] of seen.entries()) {
      const before = seen[step - 1] ?? 1;
      if (step <= least) expect(share).toBeLessThanOrEqual(before + 0.01);
      else expect(share).toBeGreaterThanOrEqual(before - 0.01);
    }
  });

  it('does not fall by what is behind, though its middle may be nearer', () => {
    // the bus is long: seen from the side its middle is nearer to the camera than the far-off car's
    const bus = standing('bus', 'bus-b', 0, 2);
    const beside = standing('beside', 'sedan-c', 5, 5);
    expect(visibilityOf('beside', bus, beside)).toBe(1);
    expect(visibilityOf('bus', bus, beside)).toBeLessThan(0.98);
  });

  it.each([
    ['wholly behind a bus', -3, 0.12],
    ['with its rear half behind', 2, 0.7],
  ])('of a car %s is what can be seen', (_, x, most) => {
    const target = standing('target', 'sedan-c', x, -1.2);
    const low = [{ ...ACROSS, position: [0, 2.2, 18] as const, pitch: 0 }];
    const buses = [standing('a', 'bus-b', -4.5, 4)];
    const share = wholes([target, ...buses], 0, low).get('target')?.visibility ?? -1;
    expect(share).toBeLessThan(most);
    expect(share).toBeGreaterThanOrEqual(0);
  });

  it('halves where the picture cuts in the middle', () => {
    const aside = [{ ...ACROSS, yaw: 30, pitch: -20, position: [0, 8, 18] as const }];
    const seen = wholes([standing('cut', 'sedan-c', -0.2, -2.2)], 0, aside).get('cut');
    expect(seen?.cut).toBe(true);
    expect(seen?.extent.left).toBeLessThan(0);
    expect(seen?.box.left).toBe(0);
    const share = (seen?.box.right ?? 0) / ((seen?.extent.right ?? 0) - (seen?.extent.left ?? 0));
    expect(seen?.visibility).toBeCloseTo(share, 1);
  });

  it('stays within 0 and 1 wherever another thing stands, and is 1 where the two do not meet', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: 1, max: 9, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (x, z, heading) => {
          const other = standing('other', 'van-b', x, z, heading);
          const { objects } = truthAt(scene({ actors: [parked, other], camera }), 0);
          const target = objects.find(({ actor }) => actor === 'parked');
          expect(target?.visibility).toBeGreaterThanOrEqual(0);
          expect(target?.visibility).toBeLessThanOrEqual(1);
          const apart = objects.find(({ actor }) => actor === 'other');
          const clear =
            !target ||
            !apart ||
            apart.extent.left > target.extent.right ||
            apart.extent.right < target.extent.left ||
            apart.extent.top > target.extent.bottom;
          if (clear) expect(target?.visibility).toBe(1);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('truthAt: parts', () => {
  const stall = standing('stall', 'stall-parasol-b', 0, -2.2);
  const asset = assetOf('stall-parasol-b');

  it('tells each part as an object of its own, within the box of the whole', () => {
    const { objects } = truthAt(scene({ actors: [stall], camera }), 0);
    const [whole, ...parts] = objects;
    expect(whole?.part).toBeUndefined();
    expect(parts.map((one) => one.class)).toEqual(asset?.parts?.map((part) => part.class));
    expect(parts.map(({ part }) => part)).toEqual(asset?.parts?.map((_, index) => index));
    for (const part of parts) {
      expect(part.actor).toBe('stall');
      expect(part.extent.left).toBeGreaterThanOrEqual((whole?.extent.left ?? 0) - 1e-9);
      expect(part.extent.bottom).toBeLessThanOrEqual((whole?.extent.bottom ?? 1) + 1e-9);
    }
  });

  it('hides less than its convex hull: who stands in the gap between parasol and table is seen', () => {
    const low = [{ ...ACROSS, position: [0, 1.6, 12] as const, pitch: 0 }];
    const behind = standing('vendor', 'person-d', 0.9, -4);
    const seen = wholes([stall, behind], 0, low).get('vendor')?.visibility ?? 0;
    expect(seen).toBeGreaterThan(0.1);
    expect(seen).toBeLessThan(1);
  });
});

describe('truthAt: what it does', () => {
  const ebike = (way: Actor['path']): Actor => ({ id: 'e', asset: 'ebike-b', path: way });

  it('has a rider on what moves, labelled as a person, and none on what is parked', () => {
    const ride = truthAt(scene({ actors: [ebike(path([0, -20, 4], [10, 20, 4]))], camera }), 5000);
    expect(ride.objects.map((one) => one.class)).toEqual(['motorcycle', 'person']);
    const still = ebike(path([0, 0, 4], [10, 0, 4]));
    const parked = truthAt(scene({ actors: [still], camera }), 5000);
    expect(parked.objects.map((one) => one.class)).toEqual(['motorcycle']);
    const height = ({ extent }: TruthObject) => extent.bottom - extent.top;
    const [moving, standing] = [ride.objects[0], parked.objects[0]];
    if (!moving || !standing) throw new Error('not seen');
    expect(height(standing)).toBeLessThan(height(moving));
  });

  it('is lower when a person sits', () => {
    const person = standing('p', 'person-d', 0, 4);
    const top = (actor: Actor) => wholes([actor]).get('p')?.box.top ?? 0;
    expect(top({ ...person, pose: 'sit' })).toBeGreaterThan(top(person) + 0.005);
  });
});

describe('truthAt: facts', () => {
  it('has speed, distance, aspect and what a truck carries', () => {
    const truck: Actor = {
      ...{ id: 'truck', asset: 'tipper-d', plate: '渝A8D213', load: 'heaped', cover: 'net' },
      path: path([0, -20, 2], [10, 20, 2]),
    };
    const one = wholes([truck], 5000).get('truck');
    expect(one).toMatchObject({ class: 'muck-truck', plate: '渝A8D213', load: 'heaped' });
    expect(one).toMatchObject({ cover: 'net', speed: 4 });
    expect(one?.aspect).toBeCloseTo(90, 6);
    expect(one?.distance).toBeCloseTo(
      Math.hypot(16, 8 - (assetOf('tipper-d')?.height ?? 0) / 2),
      6,
    );
  });

  it.each([
    ['towards the camera', -90, 0],
    ['away from it', 90, 180],
    ['to the right', 0, 90],
  ])('measures the aspect of a car that looks %s', (_, heading, aspect) => {
    const one = wholes([standing('car', 'sedan-c', 0, 4, heading)]).get('car');
    expect(one?.aspect).toBeCloseTo(aspect, 6);
  });

  it('leaves out what is not in the picture, or not there yet', () => {
    const later = { ...parked, id: 'later', path: path([5, 0, -2.2], [9, 0, -2.2]) };
    const seen = wholes([
      standing('far', 'sedan-c', 300, 2),
      standing('behind', 'sedan-c', 0, 40),
      later,
    ]);
    expect([...seen.keys()]).toEqual([]);
    expect([...wholes([later], 6000).keys()]).toEqual(['later']);
  });

  it('is the same truth for the same scenario, and asks the past nothing', () => {
    const bus = { id: 'bus', asset: 'bus-b', path: path([0, -25, 2], [10, 25, 2]) };
    const make = () => scene({ actors: [parked, bus], camera });
    const used = make();
    for (const atMs of [9000, 100]) truthAt(used, atMs);
    expect(truthAt(used, 4321)).toEqual(truthAt(make(), 4321));
  });
});
