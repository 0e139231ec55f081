import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSETS } from '../../../scripts/street/assets/catalog.ts';
import { parseScenario } from '../../../scripts/street/scenario/load.ts';
import { scenarioToYaml } from '../../../scripts/street/scenario/to-yaml.ts';
import { areaNames, areaOf } from '../../../scripts/street/world/areas.ts';
import { LAYOUTS } from '../../../scripts/street/world/layouts.ts';
import { MOUNTS, poseAt } from '../../../scripts/street/world/mounts.ts';
import type { Actor, Scenario, SceneCamera } from '../../../scripts/street/world/scenario.ts';
import { scene } from '../scene.ts';
import { SAMPLE } from './sample.ts';

function read(text: string): Scenario {
  const loaded = parseScenario(text);
  if (!loaded.ok) throw new Error(`${JSON.stringify(loaded.problems)}\n${text}`);
  return loaded.value;
}

const whole = (min: number, max: number) => fc.integer({ min, max });
const metres = fc
  .double({ min: -60, max: 60, noNaN: true, noDefaultInfinity: true })
  .map((n) => n + 0);
const split = 'judging' as const;
const street = fc.constantFrom(...LAYOUTS.filter((layout) => layout.split === split));
const mount = fc.constantFrom(...MOUNTS.filter((one) => one.split === split));

const actor = (id: string): fc.Arbitrary<Actor> =>
  fc.record({
    id: fc.constant(id),
    asset: fc.constantFrom(...ASSETS.filter((one) => one.split === split).map((one) => one.id)),
    path: fc
      .array(fc.tuple(whole(1, 9000), metres, metres, fc.option(whole(-180, 180))), {
        ...{ minLength: 2, maxLength: 6 },
      })
      .map((steps) => {
        let atMs = -20_000;
        return steps.map(([gap, x, z, heading]) => {
          atMs += gap;
          return { atMs, x, z, ...(heading !== null && { heading }) };
        });
      }),
  });

const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    street,
    mount,
    actors: fc.tuple(actor('a'), actor('b')),
    seed: whole(0, 1e9),
    durationMs: whole(1000, 90_000),
    startUtcMs: whole(1.7e12, 1.9e12),
    about: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    moved: fc.boolean(),
    area: whole(0, 20),
  })
  .map(({ street: layout, mount: one, moved, area, ...rest }) => {
    const names = areaNames(layout);
    const ground = areaOf(layout, names[area % names.length] ?? 'road');
    const pose = poseAt(one, layout);
    const keys = [{ ...pose, ...(moved && { yaw: pose.yaw + 0.123 }), atMs: 0 }];
    return scene({
      ...rest,
      street: layout,
      camera: { mount: one.id, keys },
      zones: [{ id: 'z', kind: 'sidewalk', ground, hours: '18:00-23:00' }],
      rules: [{ use: 'sidewalk-parking', settings: { dwell: '20s', labels: ['car', 'van?'] } }],
      faults: [{ kind: 'dirt', fromMs: 1000, toMs: 2500, amount: 0.3 }],
      expect: [{ kind: 'sidewalk-parking', actor: 'a', zone: 'z', fromMs: 1234 }],
    });
  });

describe('scenarioToYaml', () => {
  it('writes what is read back to the same scenario', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(read(scenarioToYaml(scenario))).toEqual(scenario);
      }),
      { numRuns: 40 },
    );
  });

  it('writes known streets, poses and areas by name, one actor setting a line', () => {
    const text = scenarioToYaml(read(SAMPLE));
    expect(read(text)).toEqual(read(SAMPLE));
    expect(text).toContain('street: boulevard-c\n');
    expect(text).toContain('walk: { kind: sidewalk, area: far-walk }');
    expect(text).not.toContain('keys:');
    expect(text).toContain('    plate: 渝A8D213\n');
    expect(text).toContain('start: 2026-05-04T08:00:00.000+08:00');
  });

  it('keeps everything that a camera can have', () => {
    const camera: Partial<SceneCamera> = {
      ...{ fps: 25, codec: 'h265', gopSeconds: 4, bFrames: 2, bitrateKbps: 900, noise: 0.5 },
      sub: { width: 640, height: 360, fps: 8 },
      anchor: { lat: 29.56, lng: 106.55, alt: 240 },
    };
    const scenario = scene({ camera });
    expect(read(scenarioToYaml(scenario))).toEqual(scenario);
  });
});
