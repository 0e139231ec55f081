import { expect, test } from 'vitest';
import { SavedScene } from '../../agent/app/saved-scene.ts';
import type { SceneReference } from '../../agent/core/scene/reference.ts';

const KERB = {
  id: 'kerb',
  kind: 'sidewalk',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
} as const;
const CAMERA = { id: 'gate', zones: [KERB], lines: [] };

function reference(): SceneReference {
  const re = Float32Array.from({ length: 12 }, (_, at) => (at % 3) * 0.4);
  const field = { width: 4, height: 3, re, im: new Float32Array(12) };
  return { grid: { width: 4, height: 3 }, appearances: [{ field, taught: 9 }] };
}

function rows() {
  const kept = new Map<string, string>();
  return { kept, load: async (key: string) => kept.get(key) };
}

test('what a camera should see comes back after a restart, unless its zones were drawn anew', async () => {
  const store = rows();
  const [row] = new SavedScene(CAMERA).due(reference(), 0);
  store.kept.set(row?.key ?? '', row?.value ?? '');
  expect(await new SavedScene(CAMERA).load(store)).toMatchObject({ grid: { width: 4 } });
  const [first, ...others] = KERB.polygon;
  const drawn = { ...KERB, polygon: [[first[0], 0.1], ...others] as const };
  expect(await new SavedScene({ ...CAMERA, zones: [drawn] }).load(store)).toBeUndefined();
  expect(await new SavedScene({ ...CAMERA, id: 'yard' }).load(store)).toBeUndefined();
});

test('saved at first, then every ten minutes while it is learnt, and at a stop', () => {
  const scene = new SavedScene(CAMERA);
  const [one, two, three] = [reference(), reference(), reference()];
  expect(scene.due(undefined, 0)).toEqual([]);
  expect(scene.due(one, 0)).toHaveLength(1);
  expect(scene.due(two, 590_000)).toEqual([]);
  expect(scene.due(two, 600_000)).toHaveLength(1);
  expect(scene.due(two, 9_000_000, true)).toEqual([]);
  expect(scene.due(three, 600_001, true)).toHaveLength(1);
});
