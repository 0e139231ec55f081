import { describe, expect, it } from 'vitest';
import {
  badKinds,
  type Colour,
  changed,
  HEIGHT,
  pictureOf,
  type Scene,
  still,
  street,
  WIDTH,
  watch,
  withNoise,
} from './street.ts';

const CHANGE_MS = 22_000;

/** Every pixel the mean of its neighbours up to `reach` away, across and down. */
function blurred(scene: Scene, reach: number): Scene {
  const along = (luma: Float32Array, step: number, size: number) =>
    luma.map((_, at) => {
      const place = Math.floor(at / step) % size;
      let sum = 0;
      for (let k = -reach; k <= reach; k += 1)
        sum += luma[at + (Math.max(0, Math.min(size - 1, place + k)) - place) * step] ?? 0;
      return sum / (2 * reach + 1);
    });
  const all = along(along(scene(0), 1, WIDTH), WIDTH, HEIGHT);
  return () => all;
}

function cloth(share: number): Scene {
  return changed(street, (luma, x) => (x < share * WIDTH ? 60 + 10 * Math.sin(x / 90) : luma));
}

const NIGHT = still((x, y) => {
  const lamp = Math.min(...[90, 270, 450].map((left) => Math.hypot(x - left, (y - 200) * 2)));
  return 10 + (lamp < 90 && (x + y) % 40 < 20 ? 90 - lamp : 0);
});

/** The kinds named before the change of the scene, 3 s and 12 s after it. */
function kindsAround(
  next: Scene,
  { noise = 1.5, paint }: { noise?: number; paint?: { fromY: number; colour: Colour } } = {},
) {
  const before = withNoise(street, 1.5);
  const then = withNoise(next, noise);
  const said = watch(
    (atMs) => (atMs < CHANGE_MS ? pictureOf(before(atMs)) : pictureOf(then(atMs), paint)),
    { untilMs: CHANGE_MS + 13_000, stepMs: 1000 },
  );
  const at = (ms: number) => said.filter(({ atMs }) => atMs === ms).flatMap(badKinds);
  return [CHANGE_MS - 1000, CHANGE_MS + 3000, CHANGE_MS + 12_000].map(at);
}

describe('what a picture shows', { timeout: 60_000 }, () => {
  it.each<[string, string, Scene]>([
    ['covered', 'a cloth over the lens', cloth(1)],
    ['covered', 'a cloth over seven tenths of it', cloth(0.7)],
    ['blurred', 'edges spread over thirteen pixels', blurred(street, 6)],
    ['dark', 'no light at all', still(() => 8)],
    ['blown-out', 'a blinded sensor', still(() => 252)],
  ])('%s: %s', (kind, _name, scene) => {
    expect(kindsAround(scene)).toEqual([[], [kind], [kind]]);
  });

  it.each<[string, Scene, number, Colour]>([
    ['grey from a lost key picture', street, 180, [130, 130, 130]],
    ['green from lost data', street, 250, [0, 135, 0]],
  ])('garbled: %s', (_name, scene, fromY, colour) => {
    const said = kindsAround(scene, { paint: { fromY, colour } });
    expect(said).toEqual([[], ['garbled'], ['garbled']]);
  });

  it('garbled: the last row drawn on and on', () => {
    const row = withNoise(street, 8)(0);
    const smeared = still((x, y) => row[Math.min(y, 170) * WIDTH + x] ?? 0);
    const [before, soon] = kindsAround(smeared, { noise: 0 });
    expect([before, soon]).toEqual([[], ['garbled']]);
  });

  it.each<[string, Scene]>([
    ['nothing changes', street],
    ['lamps go out: a third of the light', changed(street, (luma) => 0.3 * luma)],
    ['fog: two fifths of the contrast', changed(street, (luma) => 140 + 0.4 * (luma - 120))],
    ['a cloth in a corner', cloth(0.3)],
  ])('nothing wrong: %s', (_name, scene) => {
    expect(kindsAround(scene)).toEqual([[], [], []]);
  });

  it('nothing wrong: three lamps in a black night', () => {
    const scene = withNoise(NIGHT, 2);
    const said = watch((atMs) => pictureOf(scene(atMs)), { untilMs: 14_000, stepMs: 1000 });
    expect(said.flatMap(badKinds)).toEqual([]);
  });

  it('a cloth from the start on: known by its smoothness', () => {
    const scene = withNoise(cloth(1), 1.5);
    const said = watch((atMs) => pictureOf(scene(atMs)), { untilMs: 4000 });
    expect(said.map(badKinds)).toEqual(said.map(() => ['covered']));
  });
});
