import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../agent/config/load.ts';
import { contains } from '../../../agent/core/geometry/polygon.ts';
import { parseScenario } from '../../../scripts/street/scenario/load.ts';
import { agentConfig } from '../../../scripts/street/suite/agent-config.ts';
import { zonePolygon } from '../../../scripts/street/suite/zone-polygon.ts';
import { areaNames, areaOf, groundHeight } from '../../../scripts/street/world/areas.ts';
import { project } from '../../../scripts/street/world/camera.ts';
import type { StreetLayout } from '../../../scripts/street/world/layout.ts';
import { LAYOUTS } from '../../../scripts/street/world/layouts.ts';
import { MOUNTS, type Mount, poseAt } from '../../../scripts/street/world/mounts.ts';
import type { Scenario } from '../../../scripts/street/world/scenario.ts';
import type { Vec3 } from '../../../scripts/street/world/vector.ts';
import { scene } from '../scene.ts';
import { SAMPLE } from './sample.ts';

const SIZE = { width: 1280, height: 720 };

function load(scenario: Scenario, wish = {}) {
  const text = agentConfig(scenario, 'films/a.mp4', wish);
  const loaded = parseConfig(text, '/tmp/agent.yaml', {});
  if (!loaded.ok) throw new Error(`${JSON.stringify(loaded.problems)}\n${text}`);
  return loaded.value;
}

function sample(): Scenario {
  const loaded = parseScenario(SAMPLE);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.value;
}

describe('agentConfig', () => {
  it('loads without a word of warning, with the film, its start and the shortened times', () => {
    const { warnings, cameras } = load(sample());
    expect(warnings).toEqual([]);
    const [camera] = cameras;
    expect(camera).toMatchObject({
      id: 'parked-behind-a-bus',
      source: { kind: 'file', path: '/tmp/films/a.mp4', startUtc: '2026-05-04T00:00:00.000Z' },
      model: 'street',
    });
    expect(camera?.rules[0]?.rule).toMatchObject({
      ...{ type: 'dwell', violation: 'sidewalk-parking', settleMs: 4000, dwellMs: 20_000 },
      labels: ['car', 'truck', 'bus', 'van', 'muck-truck'],
    });
    expect(camera?.zones.map(({ id, kind }) => [id, kind])).toEqual([
      ['walk', 'sidewalk'],
      ['bay', 'parking-bay'],
    ]);
    expect(camera?.zones[1]?.hours).toEqual([{ from: 420, to: 1140 }]);
  });

  it('fits the three scenes; loads of trucks are read by the shipped reader', () => {
    const { zones } = sample();
    const rules = ['sidewalk-parking', 'street-stall', 'muck-truck'].map((use) => ({
      use,
      settings: {},
    }));
    const { warnings, cameras } = load({ ...sample(), zones, rules });
    expect(cameras[0]?.rules.map(({ rule }) => rule.id)).toEqual([
      ...['sidewalk-parking', 'street-stall', 'muck-truck-uncovered', 'muck-truck-overfilled'],
    ]);
    expect(warnings).toEqual([]);
    expect(cameras[0]?.readers).toEqual(['truck-load']);
  });

  it('lets the scenario go before its own choice of labels', () => {
    const rules = [{ use: 'sidewalk-parking', settings: { labels: ['bus'] } }];
    expect(load({ ...sample(), rules }).cameras[0]?.rules[0]?.rule.labels).toEqual(['bus']);
  });

  it('takes stalls as they are shipped', () => {
    const rules = [{ use: 'street-stall', settings: {} }];
    expect(load({ ...sample(), rules }).cameras[0]?.rules[0]?.rule).toMatchObject({
      parts: [{ name: 'seller' }, { name: 'goods', impliedBy: ['stall'] }],
    });
  });

  it('draws the zones as they lie before the camera is pushed, and leaves out those out of sight', () => {
    const nudge = { kind: 'nudge', fromMs: 0, toMs: 9000, amount: 0.2 } as const;
    const pushed = load({ ...sample(), faults: [nudge] });
    expect(pushed.cameras[0]?.zones).toEqual(load(sample()).cameras[0]?.zones);
    const away = {
      id: 'away',
      kind: 'sidewalk' as const,
      ground: [
        [500, 0],
        [510, 0],
        [510, -5],
      ] as const,
    };
    const { cameras } = load({ ...sample(), zones: [...sample().zones, away] });
    expect(cameras[0]?.zones.map(({ id }) => id)).toEqual(['walk', 'bay']);
  });
});

/** Every mount over every street of its half. */
function pairs(): (readonly [Mount, StreetLayout])[] {
  return MOUNTS.flatMap((mount) =>
    LAYOUTS.filter(({ split }) => split === mount.split).map((street) => [mount, street] as const),
  );
}

/** Points on the far sidewalk and around it, none within 0.3 m of its edges. */
function gridAround(street: StreetLayout): { point: Vec3; on: boolean }[] {
  const y = groundHeight(street, -street.farWalk / 2);
  const rows = Array.from({ length: 16 }, (_, row) => -street.farWalk - 2 + row * 0.7);
  return rows
    .filter((z) => Math.min(Math.abs(z), Math.abs(z + street.farWalk)) > 0.3)
    .flatMap((z) =>
      Array.from({ length: 30 }, (_, column) => ({
        point: [-58 + column * 4, y, z] as const,
        on: z < 0 && z > -street.farWalk,
      })),
    );
}

describe('zonePolygon', () => {
  it('is a polygon that the agent takes, for every area from every mount', () => {
    for (const [mount, street] of pairs()) {
      const pose = poseAt(mount, street);
      const zones = areaNames(street).flatMap((name) => {
        const polygon = zonePolygon(areaOf(street, name), street, pose, SIZE);
        return polygon ? [[name.replace(':', '-'), { kind: 'sidewalk', polygon }]] : [];
      });
      const text = JSON.stringify({
        cameras: { a: { source: 'a.mp4', zones: Object.fromEntries(zones) } },
      });
      const loaded = parseConfig(text, '/tmp/agent.yaml', {});
      expect(loaded.ok || loaded.problems, `${mount.id} over ${street.id}`).toBe(true);
    }
  });

  it('holds the points of the far sidewalk that are in the picture, and no others', () => {
    for (const [mount, street] of pairs()) {
      const pose = poseAt(mount, street);
      const polygon = zonePolygon(areaOf(street, 'far-walk'), street, pose, SIZE) ?? [];
      for (const { point, on } of gridAround(street)) {
        const at = project(pose, SIZE, point);
        const seen = at && Math.abs(at.x - 0.5) < 0.499 && Math.abs(at.y - 0.5) < 0.499;
        if (seen) expect(contains(polygon, [at.x, at.y]), `${mount.id} ${point}`).toBe(on);
      }
    }
  });

  it('cuts an area that reaches under and behind the camera', () => {
    const { street } = scene();
    const pose = { position: [0, 6, 5] as const, yaw: 0, pitch: -45, roll: 0, hfov: 90 };
    const ground = [
      [-30, 40],
      [30, 40],
      [30, -40],
      [-30, -40],
    ] as const;
    const polygon = zonePolygon(ground, street, pose, SIZE);
    expect(polygon?.some(([, y]) => y === 1)).toBe(true);
    for (const [x, y] of polygon ?? []) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(1);
    }
    expect(contains(polygon ?? [], [0.5, 0.9])).toBe(true);
  });
});
