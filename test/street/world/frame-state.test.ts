import { describe, expect, it } from 'vitest';
import { cameraAt } from '../../../scripts/street/world/camera-at.ts';
import { frameAt, sceneOf } from '../../../scripts/street/world/frame-state.ts';
import { path, scene, standing } from '../scene.ts';

const red = {
  ...{ id: 'red', asset: 'sedan-c', paint: '#a01818', plate: '渝A8D213' },
  path: path([0, -20, 2], [10, 20, 2]),
};

describe('sceneOf', () => {
  it('gives every actor its asset and a seed of its own, and is plain JSON', () => {
    const description = sceneOf(scene({ actors: [red, standing('blue', 'sedan-d', 0, -2)] }));
    const [first, second] = description.actors;
    expect(first).toMatchObject({ id: 'red', look: { paint: '#a01818', plate: '渝A8D213' } });
    expect(first?.asset.id).toBe('sedan-c');
    expect(first?.look.seed).not.toBe(second?.look.seed);
    const plain = (key: string, value: unknown) => {
      if (value === undefined || typeof value === 'function' || Number.isNaN(value))
        throw new Error(`${key} is no JSON`);
      return value;
    };
    expect(JSON.stringify(description, plain)).toContain('"sedan-c"');
  });

  it('names an asset that there is not', () => {
    const ghost = { ...red, asset: 'ghost' };
    expect(() => sceneOf(scene({ actors: [ghost] }))).toThrow(/asset .* for red, not 'ghost'/);
  });
});

describe('frameAt', () => {
  it('has those that are there, at the height of the ground', () => {
    const scenario = scene({ actors: [red, standing('blue', 'sedan-d', 0, -2)] });
    expect(frameAt(scenario, 5000).actors).toMatchObject([
      { id: 'red', position: [0, 0, 2], speed: 4, braking: false },
      { id: 'blue', position: [0, 0.16, -2], speed: 0 },
    ]);
    expect(frameAt(scenario, 11_000).actors.map(({ id }) => id)).toEqual(['blue']);
  });

  it('is the same for the same moment, whatever was asked before', () => {
    const make = () => scene({ actors: [red] });
    const fresh = frameAt(make(), 3210);
    const used = make();
    for (const atMs of [9000, 0, 3210]) frameAt(used, atMs);
    expect(frameAt(used, 3210)).toEqual(fresh);
  });
});

describe('cameraAt', () => {
  const pose = { yaw: 350, pitch: -20, roll: 0, hfov: 60 };
  const keys = [
    { ...pose, atMs: 1000, position: [0, 10, 0] as const },
    { ...pose, atMs: 3000, position: [4, 20, 0] as const, yaw: 10, hfov: 40 },
  ];
  const scenario = scene({ camera: { keys } });

  it.each([
    ['before the first key', 0, [0, 10, 0], -10, 60],
    ['between two keys, the short way round', 2000, [2, 15, 0], 0, 50],
    ['after the last key', 9000, [4, 20, 0], 10, 40],
  ])('%s', (_, atMs, position, yaw, hfov) => {
    const at = cameraAt(scenario, atMs);
    expect(at.position).toEqual(position);
    expect(((at.yaw + 540) % 360) - 180).toBeCloseTo(yaw, 9);
    expect(at.hfov).toBeCloseTo(hfov, 9);
  });

  it('turns aside while it is pushed, by a share of the width of its view', () => {
    const faults = [{ kind: 'nudge', fromMs: 5000, toMs: 8000, amount: 0.1 } as const];
    const pushed = scene({ faults });
    const [still] = pushed.camera.keys;
    expect(cameraAt(pushed, 4999).yaw).toBe(still?.yaw);
    expect(cameraAt(pushed, 5000).yaw).toBeCloseTo((still?.yaw ?? 0) + 6.6, 9);
    expect(cameraAt(pushed, 8000).yaw).toBe(still?.yaw);
  });
});
