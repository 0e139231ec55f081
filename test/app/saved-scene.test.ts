import { expect, test } from 'vitest';
import { SavedScene } from '../../agent/app/saved-scene.ts';
import type { SceneReference } from '../../agent/core/scene/reference.ts';
import { beginScene } from '../../agent/core/scene/scene.ts';

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

function home(scene: SceneReference | undefined) {
  return { scenes: { home: beginScene(scene) } };
}

function rows() {
  const kept = new Map<string, string>();
  const loadAll = async (prefix: string) =>
    [...kept].flatMap(([key, value]) => (key.startsWith(prefix) ? [{ key, value }] : []));
  return { kept, loadAll };
}

test('what a camera should see comes back after a restart, unless its zones were drawn anew', async () => {
  const store = rows();
  const [row] = new SavedScene(CAMERA).due(home(reference()), 0);
  store.kept.set(row?.key ?? '', row?.value ?? '');
  expect(await new SavedScene(CAMERA).load(store)).toMatchObject({ home: { grid: { width: 4 } } });
  const [first, ...others] = KERB.polygon;
  const drawn = { ...KERB, polygon: [[first[0], 0.1], ...others] as const };
  expect(await new SavedScene({ ...CAMERA, zones: [drawn] }).load(store)).toEqual({});
  expect(await new SavedScene({ ...CAMERA, id: 'yard' }).load(store)).toEqual({});
});

test('saved at first, then every ten minutes while it is learnt, and at a stop', () => {
  const scene = new SavedScene(CAMERA);
  const [one, two, three] = [reference(), reference(), reference()];
  expect(scene.due(home(undefined), 0)).toEqual([]);
  expect(scene.due(home(one), 0)).toHaveLength(1);
  expect(scene.due(home(two), 590_000)).toEqual([]);
  expect(scene.due(home(two), 600_000)).toHaveLength(1);
  expect(scene.due(home(two), 9_000_000, true)).toEqual([]);
  expect(scene.due(home(three), 600_001, true)).toHaveLength(1);
});
