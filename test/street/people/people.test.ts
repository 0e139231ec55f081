import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import type { ActorState } from '../../../scripts/street/page/contract.ts';
import { bodyLofts } from '../../../scripts/street/page/people/body.ts';
import { buildPerson } from '../../../scripts/street/page/people/build-person.ts';
import { loftGeometry } from '../../../scripts/street/page/people/loft.ts';
import { dress, poseAt } from '../../../scripts/street/page/people/person-motion.ts';
import { walking } from '../../../scripts/street/page/people/poses.ts';
import { skeletonOf } from '../../../scripts/street/page/people/skeleton.ts';
import { figureOf, outfitOf } from '../../../scripts/street/page/people/wardrobe.ts';
import { pointsOf } from '../../../scripts/street/page/props/measure.ts';

const FIGURE = figureOf('person-a');
const STAND = { doing: 'stand', speed: 0, travelled: 0, umbrella: false } as const;

function corners(asset: string, seed: number, atMs: number) {
  const body = dress(asset, seed, 'stand');
  return pointsOf(loftGeometry(bodyLofts(body, poseAt(body, { ...STAND, atMs }))));
}

describe('people', () => {
  it('the same seed and time give the same body, another time another', () => {
    expect(corners('person-b', 4, 1000)).toEqual(corners('person-b', 4, 1000));
    expect(corners('person-b', 4, 1000)).not.toEqual(corners('person-b', 4, 2500));
  });

  it('seeds change clothes', () => {
    const colours = [1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(outfitOf('person-a', seed)));
    expect(new Set(colours).size).toBe(6);
  });

  it.each([0, 0.1, 0.25, 0.4, 0.6, 0.9])('at %d of a stride one sole is on the ground', (share) => {
    const travelled = share * 0.8 * FIGURE.height;
    const body = skeletonOf(FIGURE, walking(FIGURE, travelled, 0));
    const ankles = body.legs.map(({ end }) => end[1]);
    expect(Math.min(...ankles)).toBeGreaterThan(0.04);
    expect(Math.min(...ankles)).toBeLessThan(0.2);
  });

  it('legs swing against each other and against the arms', () => {
    const body = skeletonOf(FIGURE, walking(FIGURE, 0, 0));
    const [right, left] = body.legs;
    expect(right.end[0]).toBeGreaterThan(0.2);
    expect(left.end[0]).toBeLessThan(-0.1);
    expect(body.arms[0].end[0]).toBeLessThan(body.arms[1].end[0]);
  });

  it('bones keep their length in every pose', () => {
    const lengths = [0, 0.3, 0.55].map((travelled) => {
      const { legs } = skeletonOf(FIGURE, walking(FIGURE, travelled, 0));
      const [{ root, joint, end }] = legs;
      const length = (a: readonly number[], b: readonly number[]) =>
        Math.hypot(...a.map((value, axis) => value - (b[axis] ?? 0)));
      return [length(root, joint), length(joint, end)];
    });
    for (const [thigh, shin] of lengths) {
      expect(thigh).toBeCloseTo(0.245 * FIGURE.height, 6);
      expect(shin).toBeCloseTo(0.235 * FIGURE.height, 6);
    }
  });

  it.each(['stand', 'sell', 'sweep', 'sit'] as const)(
    '%s: walks off and comes back in one mesh of at most 5000 triangles',
    (pose) => {
      const asset = assetOf('person-d');
      if (!asset) throw new Error('expected person-d');
      const person = buildPerson(
        { id: 'p', asset, look: { seed: 9, pose } },
        { light: 'day', weather: 'rain' },
      );
      const state: ActorState = {
        id: 'p',
        position: [0, 0, 0],
        heading: 0,
        travelled: 1,
        speed: 0,
        braking: false,
      };
      for (const speed of [0, 1.3, 0])
        person.update({ ...state, speed }, { light: 'day', atMs: 500 });
      const { geometry } = person.object as unknown as { geometry: Parameters<typeof pointsOf>[0] };
      const flat = pointsOf(geometry).flat();
      expect(flat.every(Number.isFinite)).toBe(true);
      expect((geometry.index?.count ?? 0) / 3).toBeLessThan(5000);
    },
  );
});
