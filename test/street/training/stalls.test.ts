import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import { batchOf } from '../../../scripts/street/training/batch.ts';
import { collide } from '../../../scripts/street/training/footprint.ts';
import { isLabelled } from '../../../scripts/street/training/labels.ts';
import { STALLS, STREETS } from '../../../scripts/street/training/recipe.ts';
import { JUDGING, TRAINING } from '../../../scripts/street/training/split.ts';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';
import type { Actor } from '../../../scripts/street/world/scenario.ts';

const NUMBERS = [0, 1, 2, 3, 4, 5];
const picturesOf = (half = TRAINING, recipe = STALLS) =>
  NUMBERS.flatMap((number) => batchOf(6, number, half, recipe).pictures);
const pictures = picturesOf();

const isAt = (role: string) => (actor: Actor) => actor.id.startsWith(role);
const placeOf = ({ path: [from, to] }: Actor) => {
  if (from === undefined || to === undefined) throw new RangeError('expected a path');
  return { x: (from.x + to.x) / 2, z: (from.z + to.z) / 2, heading: from.heading ?? 0 };
};

describe('pictures of stalls', () => {
  it('have somebody who sells at most stalls, near them', () => {
    const stalls = pictures.flatMap(({ actors }) => actors.filter(isAt('stall-')));
    const sellers = pictures.flatMap(({ actors }) => actors.filter(isAt('seller-')));
    expect(sellers.length / stalls.length).toBeGreaterThan(0.6);
    for (const { actors } of pictures)
      for (const one of actors.filter(isAt('seller-'))) {
        const at = placeOf(one);
        const far = actors.filter(isAt('stall-')).map((stall) => {
          const { x, z } = placeOf(stall);
          return Math.hypot(x - at.x, z - at.z);
        });
        expect(Math.min(...far)).toBeLessThan(3.2);
      }
  });

  it('hide many of those who sell by half, and show them still', () => {
    const seen = pictures.flatMap((one) =>
      truthAt(one, 0).objects.filter(
        (object) => object.actor.startsWith('seller-') && isLabelled(object, one.camera.size),
      ),
    );
    expect(seen.length).toBeGreaterThan(60);
    const half = seen.filter(({ visibility }) => visibility < 0.75).length / seen.length;
    expect(half).toBeGreaterThan(0.2);
    expect(half).toBeLessThan(0.8);
  });

  it('let nobody stand in another, or in anything but the stall he is at', () => {
    for (const { actors } of pictures) {
      const prints = actors.map((actor) => {
        const { length = 0, width = 0 } = assetOf(actor.asset) ?? {};
        return { actor, print: { ...placeOf(actor), length, width } };
      });
      for (const [at, a] of prints.entries())
        for (const b of prints.slice(at + 1)) {
          const his = isAt('stall-')(a.actor) && /^(seller|buyer)-/.test(b.actor.id);
          if (his) continue;
          expect(collide(a.print, b.print, 0), `${a.actor.id} ${b.actor.id}`).toBe(false);
        }
    }
  });

  it('keep the halves apart', () => {
    for (const { actors } of pictures)
      for (const { asset } of actors) expect(assetOf(asset)?.split).toBe('training');
    for (const { actors } of picturesOf(JUDGING))
      for (const { asset } of actors) expect(assetOf(asset)?.split).toBe('judging');
  });

  it('show more stalls than those of any street do', () => {
    const share = (all: typeof pictures) =>
      all.reduce((sum, { actors }) => sum + actors.filter(isAt('stall-')).length, 0) / all.length;
    expect(share(pictures)).toBeGreaterThan(3 * share(picturesOf(TRAINING, STREETS)));
  });
});
