import { describe, expect, it } from 'vitest';
import type { HealthPicture } from '../../../agent/core/health/health-picture.ts';
import { apart, placementOf } from '../../../agent/core/scene/affine.ts';
import { IN_PLACE, type Placement } from '../../../agent/core/scene/placement.ts';
import {
  acceptView,
  beginScene,
  type SceneState,
  type SceneStep,
  stepScene,
} from '../../../agent/core/scene/scene.ts';
import { SHAPE, shifted, streetPicture, type Wish } from './synthetic.ts';

const STEP_MS = 2000;

/** Steps through pictures, one in two seconds; the steps in order. */
function watch(
  state: SceneState,
  pictures: readonly HealthPicture[],
  learn = true,
): { readonly state: SceneState; readonly steps: readonly SceneStep[] } {
  const steps: SceneStep[] = [];
  let now = state;
  for (const [at, picture] of pictures.entries()) {
    const step = stepScene(now, picture, at * STEP_MS, { learn });
    steps.push(step);
    now = step.state;
  }
  return { state: now, steps };
}

function pictures(count: number, wish: Wish = {}): HealthPicture[] {
  return Array.from({ length: count }, (_, at) => streetPicture({ ...wish, noiseSeed: at + 10 }));
}

const KNOWN = watch(beginScene(undefined), pictures(10)).state;
const bad = ({ verdicts }: SceneStep) => ({
  moved: verdicts.moved?.bad,
  unknown: verdicts['unknown-scene']?.bad,
});
const GOOD = { moved: false, unknown: false };

describe('a scene that is watched', { timeout: 60_000 }, () => {
  it('is learnt first, and nothing is said until it is', () => {
    const { steps, state } = watch(beginScene(undefined), pictures(8));
    expect(steps.map(({ verdicts }) => verdicts)).toEqual(Array(8).fill({}));
    expect(bad(watch(state, pictures(1)).steps[0] as SceneStep)).toEqual(GOOD);
  });

  it('is not learnt from pictures that must not be learnt from', () => {
    expect(watch(beginScene(undefined), pictures(12), false).state.reference).toBeUndefined();
  });

  it.each<[string, Placement]>([
    ['half a share of a hundred', shifted(0.005, 0)],
    ['one share of a hundred', shifted(0.007, -0.012)],
    ['1.8 shares of a hundred', shifted(-0.018, 0)],
    ['roll of a degree', placementOf({ shiftX: 0, shiftY: 0, roll: 1, zoom: 1 }, SHAPE)],
  ])('is placed, and not called moved: %s', (_name, at) => {
    const { steps } = watch(KNOWN, pictures(8, { at }));
    expect(bad(steps.at(-1) as SceneStep)).toEqual(GOOD);
    expect(apart(steps.at(-1)?.placement ?? IN_PLACE, at, SHAPE)).toBeLessThan(0.0015);
  });

  it.each<[string, Placement]>([
    ['4 %', shifted(0.04, 0)],
    ['8 % up', shifted(0, -0.14)],
    ['20 %', shifted(-0.2, 0.05)],
  ])('moved by %s: bad at the second picture at the latest, with the shift', (_name, at) => {
    const { steps } = watch(KNOWN, pictures(3, { at }));
    expect(bad(steps[1] as SceneStep)).toEqual({ moved: true, unknown: false });
    const { shiftX, shiftY } = steps[1]?.verdicts.moved?.facts ?? {};
    expect(shiftX).toBeCloseTo(at.x0, 2);
    expect(shiftY).toBeCloseTo(at.y0, 2);
  });

  it('a fence that looks the same one bar farther on does not hide a push by one bar', () => {
    const fence = (shift: number): Wish => ({
      at: shifted(shift, 0),
      light: (luma, x, y) => (y > 0.5 && ((((x - shift) / 0.06) % 1) + 1) % 1 < 0.4 ? 30 : luma),
    });
    const known = watch(beginScene(undefined), pictures(10, fence(0))).state;
    const { steps } = watch(known, pictures(3, fence(0.06)));
    expect(bad(steps[1] as SceneStep)).toEqual({ moved: true, unknown: false });
    expect(steps[1]?.verdicts.moved?.facts?.['shiftX']).toBeCloseTo(0.06, 2);
  });

  it('moved and moved back is well again', () => {
    const away = watch(KNOWN, pictures(4, { at: shifted(0.1, 0) })).state;
    expect(bad(watch(away, pictures(3)).steps[2] as SceneStep)).toEqual(GOOD);
  });

  it('another scene is bad at its second picture, and is not learnt', () => {
    const { steps, state } = watch(KNOWN, pictures(6, { seed: 9 }));
    expect(steps[0]?.verdicts).toEqual({});
    expect(steps.slice(1).every((step) => bad(step).unknown === true)).toBe(true);
    expect(state.reference).toBe(KNOWN.reference);
  });

  it('another scene that is accepted becomes the known one', () => {
    const { state } = watch(acceptView(), pictures(9, { seed: 9 }));
    expect(bad(watch(state, pictures(1, { seed: 9 })).steps[0] as SceneStep)).toEqual(GOOD);
    expect(bad(watch(state, pictures(2)).steps[1] as SceneStep).unknown).toBe(true);
  });

  it.each<[string, NonNullable<Wish['light']>]>([
    ['black', () => 4],
    ['blown out', () => 255],
    ['fog without an edge', () => 170],
  ])('says nothing where nothing can be seen: %s', (_name, light) => {
    const { steps } = watch(KNOWN, pictures(5, { light }));
    expect(steps.map(({ verdicts }) => verdicts)).toEqual(Array(5).fill({}));
  });

  it('a bus that stops before four fifths of the picture makes no bad verdict', () => {
    const bus = (luma: number, x: number, y: number) =>
      x > 0.2 ? 110 + 70 * Math.sin(60 * x + 9) * Math.sin(45 * y) : luma;
    const { steps } = watch(KNOWN, pictures(15, { light: bus }));
    expect(steps.some((step) => bad(step).moved || bad(step).unknown)).toBe(false);
  });

  it('known by what stands in one corner of bare ground: a bus before that makes no bad verdict', () => {
    const corner = (luma: number, x: number, y: number) => (x < 0.6 && y < 0.45 ? luma : 110);
    const bus = (_: number, x: number, y: number) =>
      x < 0.7 && y < 0.6 ? 110 + 70 * Math.sin(60 * x + 9) * Math.sin(45 * y) : 110;
    const known = watch(beginScene(undefined), pictures(10, { light: corner })).state;
    const { steps } = watch(known, pictures(15, { light: bus }));
    expect(known.reference).toBeDefined();
    expect(steps.some((step) => bad(step).moved || bad(step).unknown)).toBe(false);
  });

  it('sways in the wind: the zones keep still', () => {
    const sway = Array.from({ length: 20 }, (_, at) =>
      streetPicture({ at: shifted(0.006 * Math.sin(2.1 * at), 0), noiseSeed: at + 1 }),
    );
    const { steps } = watch(KNOWN, sway);
    const settled = steps.slice(8).map(({ placement }) => apart(placement, IN_PLACE, SHAPE));
    expect(Math.max(...settled)).toBeLessThan(0.003);
    expect(steps.every((step) => bad(step).moved === false)).toBe(true);
  });

  it('sags slowly: the placement follows and the reference does not', () => {
    const sag = Array.from({ length: 60 }, (_, at) =>
      streetPicture({ at: shifted(0, 0.0005 * at), noiseSeed: at + 1 }),
    );
    const { state, steps } = watch(KNOWN, sag);
    // the mean of the last measures is some steps behind
    expect(apart(steps[40]?.placement ?? IN_PLACE, shifted(0, 0.02), SHAPE)).toBeLessThan(0.002);
    const back = watch(state, pictures(8)).steps.at(-1);
    expect(apart(back?.placement ?? shifted(1, 1), IN_PLACE, SHAPE)).toBeLessThan(0.0015);
  });

  it('learns how it looks in another light and knows it at once the next time', () => {
    // shadows of a fence, and half of the contrast
    const night: Wish = {
      light: (luma, x, y) => luma * 0.3 + 60 * ((Math.floor(x * 11) + Math.floor(y * 7)) % 2),
    };
    const taught = watch(KNOWN, pictures(20, night)).state;
    expect(taught.reference?.appearances.length).toBeGreaterThan(1);
    const { steps } = watch(taught, pictures(2, { ...night, at: shifted(0.01, 0) }));
    expect(apart(steps[1]?.placement ?? IN_PLACE, shifted(0.01, 0), SHAPE)).toBeLessThan(0.01);
  });
});
