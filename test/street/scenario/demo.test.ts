import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { locateFfmpeg } from '../../../agent/adapters/ffmpeg/binary.ts';
import { probe } from '../../../agent/adapters/ffmpeg/probe.ts';
import { packageRoot } from '../../../agent/config/package-root.ts';
import { checkScenario } from '../../../scripts/street/scenario/check.ts';
import { zonePolygon } from '../../../scripts/street/suite/zone-polygon.ts';
import { truthFileOf } from '../../../scripts/street/truth/truth-file.ts';
import type { Scenario } from '../../../scripts/street/world/scenario.ts';

const ROOT = packageRoot();
const CLIP = join(ROOT, 'config/demo/street.mp4');
const read = (path: string) => readFile(join(ROOT, path), 'utf8');

describe('the clip of the demo', () => {
  let scenario: Scenario;

  beforeAll(async () => {
    const checked = checkScenario(await read('scripts/street/scenarios/demo.yaml'));
    if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
    scenario = checked.value;
  });

  it('has the truth that its scenario gives', async () => {
    const committed: unknown = JSON.parse(await read('config/demo/street.truth.json'));
    expect(committed).toEqual(truthFileOf(scenario, 'street.mp4'));
  });

  it('is as long and as large as its scenario says, and small enough to be bundled', async () => {
    const ffmpeg = await locateFfmpeg(process.env);
    const seen = await probe(CLIP, { timeoutMs: 30_000, measureMs: 1000 }, ffmpeg);
    expect(seen).toMatchObject({ codec: 'h264', size: scenario.camera.size });
    expect(Math.abs((seen.durationMs ?? 0) - scenario.durationMs)).toBeLessThan(150);
    expect((await stat(CLIP)).size).toBeLessThan(8 * 2 ** 20);
  });

  it('tells whole stories: everything is over before its end', () => {
    const last = Math.max(...scenario.expect.map(({ toMs = scenario.durationMs }) => toMs));
    expect(scenario.durationMs - last).toBeGreaterThan(5000);
  });

  it('is watched with the zones and times of its scenario', async () => {
    const { cameras, rules } = parse(await read('config/demo.yaml'));
    const [pose] = scenario.camera.keys;
    if (pose === undefined) throw new Error('a camera without a place');
    const zones = scenario.zones.map(({ id, kind, ground }) => {
      const polygon = zonePolygon(ground, scenario.street, pose, scenario.camera.size);
      return [id, { kind, polygon }];
    });
    expect(cameras).toMatchObject({ [scenario.name]: { zones: Object.fromEntries(zones) } });
    for (const { use, settings } of scenario.rules.filter(({ use }) => !use.startsWith('muck')))
      expect(Object.values(rules)).toContainEqual(
        expect.objectContaining({ extends: use, ...settings }),
      );
  });
});
