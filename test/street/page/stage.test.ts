import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import { openStage, type Stage } from '../../../scripts/street/film/browser.ts';
import { findChromium } from '../../../scripts/street/film/chromium.ts';
import type {
  ActorState,
  FrameState,
  SceneDescription,
} from '../../../scripts/street/page/contract.ts';
import { layoutOf } from '../../../scripts/street/world/layouts.ts';
import { mountOf, poseAt } from '../../../scripts/street/world/mounts.ts';
import type { Light, Weather } from '../../../scripts/street/world/scenario.ts';

const SIZE = { width: 256, height: 144 };
const CAST = ['sedan-a', 'tipper-a', 'person-a', 'stall-parasol-a'] as const;

const street = required(layoutOf('shop-street-a'));
const camera = poseAt(required(mountOf('pole-7m')), street);

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected it in the tables');
  return value;
}

function sceneIn(light: Light, weather: Weather, shuffled = false): SceneDescription {
  const actors = CAST.map((id, seed) => ({ id, asset: required(assetOf(id)), look: { seed } }));
  return { seed: 5, size: SIZE, light, weather, street, actors, shuffled };
}

/** A car and a lorry pass each other, the lorry then stops; someone walks past a stall. */
function stateAt(step: number): FrameState {
  const at = (id: string, x: number, z: number, heading: number, speed: number): ActorState => ({
    ...{ id, heading, speed, travelled: x + 30, braking: speed === 0 },
    position: [x, z < 0 ? street.kerb : 0, z],
  });
  const lorry = Math.max(-1, 5 - step * 2);
  return {
    atMs: step * 100,
    camera,
    actors: [
      at('sedan-a', -6 + step * 1.3, 6.5, 0, 13),
      at('tipper-a', lorry, 2, 180, lorry > -1 ? 20 : 0),
      at('stall-parasol-a', -3, -2.5, -90, 0),
      ...(step < 4 ? [at('person-a', -6 + step * 0.2, -1.2, 0, 1.2)] : []),
    ],
  };
}

const hash = (picture: Buffer) => createHash('sha256').update(picture).digest('hex');

describe.skipIf(findChromium() === undefined)('the stage (needs Chromium)', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.load(sceneIn('dusk', 'rain'));
  });
  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
  });

  test('an actor that is not in the scene is an error in words', async () => {
    const { actors, ...rest } = stateAt(0);
    const stranger = { ...required(actors[0]), id: 'nobody' };
    await expect(stage.frame({ ...rest, actors: [stranger] })).rejects.toThrow(/nobody/);
  });

  test('a second browser makes the same pixels', async () => {
    const first = await stage.frame(stateAt(2));
    await using other = await openStage();
    await other.load(sceneIn('dusk', 'rain'));
    expect(hash(await other.frame(stateAt(2)))).toBe(hash(first));
  });

  test('scenes before leave nothing behind, whether they share its programs or not', async () => {
    await stage.load(sceneIn('day', 'clear'));
    const first = hash(await stage.frame(stateAt(2)));
    for (const before of [
      { ...sceneIn('low-sun', 'wet'), seed: 6, street: required(layoutOf('avenue-a')) },
      sceneIn('night', 'clear'),
    ]) {
      await stage.load(before);
      expect(hash(await stage.frame(stateAt(2)))).not.toBe(first);
    }
    await stage.load(sceneIn('day', 'clear'));
    expect(hash(await stage.frame(stateAt(2)))).toBe(first);
  });

  test.each([
    ['overcast', 'clear', true],
    ['night', 'wet', false],
  ] as const)(
    '%s, %s, shuffled %s: what changed gives the same picture as everything anew',
    async (light, weather, shuffled) => {
      await stage.load(sceneIn(light, weather, shuffled));
      const parts: Buffer[] = [];
      for (let step = 0; step < 6; step += 1) parts.push(await stage.frame(stateAt(step)));
      expect(new Set(parts.map(hash)).size).toBe(6);
      // backwards: what is left over from a picture before would be another one
      for (let step = 5; step >= 0; step -= 1) {
        const whole = await stage.frame(stateAt(step), true);
        expect(differing(required(parts[step]), whole), `picture ${step}`).toBe(0);
      }
    },
  );
});

test('without Chromium the error names the package to install', async () => {
  await expect(openStage({ executable: '/no/such/browser' })).rejects.toThrow(/chromium/);
});

function differing(a: Buffer, b: Buffer): number {
  let count = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) count += 1;
  return count;
}
