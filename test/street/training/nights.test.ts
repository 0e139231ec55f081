import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import { batchOf } from '../../../scripts/street/training/batch.ts';
import { NIGHTS } from '../../../scripts/street/training/recipe.ts';
import { TRAINING } from '../../../scripts/street/training/split.ts';
import type { Actor } from '../../../scripts/street/world/scenario.ts';

const BATCHES = [0, 1, 2, 3, 4, 5].map((number) => batchOf(3, number, TRAINING, NIGHTS));
const PICTURES = BATCHES.flatMap(({ pictures }) => pictures);

describe('pictures of dark streets', () => {
  it('are dark, all of them', () => {
    const lights = new Set(PICTURES.map(({ light }) => light));
    expect([...lights].filter((one) => !NIGHTS.lights?.includes(one))).toEqual([]);
    expect(lights.size).toBeGreaterThan(1);
  });

  it('have only whom their street has, nobody twice', () => {
    for (const { cast, pictures } of BATCHES) {
      const there = new Set(cast.actors.map(({ id }) => id));
      for (const { actors } of pictures) {
        expect(actors.filter(({ id }) => !there.has(id))).toEqual([]);
        expect(new Set(actors.map(({ id }) => id)).size).toBe(actors.length);
      }
    }
  });

  it('show two-wheelers in rows: three and more within a length of one another, side by side', () => {
    const rows = PICTURES.filter(({ actors }) => actors.some((one) => beside(one, actors) >= 2));
    expect(rows.length).toBeGreaterThan(PICTURES.length / 4);
  });
});

/** How many other two-wheelers stand within two metres and head the same way. */
function beside(one: Actor, all: readonly Actor[]): number {
  const [at] = one.path;
  if (at === undefined || !isTwoWheeler(one)) return 0;
  return all.filter((other) => {
    const [there] = other.path;
    if (other === one || there === undefined || !isTwoWheeler(other)) return false;
    const turn = Math.abs((there.heading ?? 0) - (at.heading ?? 0));
    return Math.hypot(there.x - at.x, there.z - at.z) < 2 && turn < 20;
  }).length;
}

function isTwoWheeler({ asset }: Actor): boolean {
  return assetOf(asset)?.model === 'two-wheeler';
}
