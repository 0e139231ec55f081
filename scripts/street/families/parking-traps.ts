import type { GroundZone } from '../world/scenario.ts';
import { car, thing, wayOf } from './casting.ts';
import { between, type Ground } from './draft.ts';
import type { Family } from './family.ts';
import { park, pass, stay } from './motions.ts';
import { acrossTheStreet, expected, onWalk, placesOf, walkZone } from './parking.ts';
import { jam, LASTS_MS, parkedAt, type Trap, trap } from './parking-trap.ts';

const TRAPS: readonly Trap[] = [
  {
    id: 'slow-pass-over-the-sidewalk',
    about: 'A car crawls along the sidewalk at walking pace and never stops.',
    story: (ground) => {
      const { site } = ground;
      const path = pass({
        fromMs: 0,
        fromX: -site.reach,
        toX: site.reach,
        z: site.walk,
        speed: 1.6,
      });
      return { actors: [car(ground, 'crawler', path)], durationMs: 60_000 };
    },
  },
  {
    ...{ id: 'drop-off', films: 2 },
    about:
      'Cars stop on the sidewalk to let somebody out and are gone before the grace time is over.',
    story: (ground) => {
      const stands = placesOf(ground, 2).map((x, at) => {
        const stopMs = 6000 + at * 14_000;
        return { x, stopMs, leaveMs: stopMs + between(5000, 8000, ground.draw) };
      });
      return {
        actors: stands.map((stand, at) => parkedAt(ground, `taxi-${at + 1}`, stand)),
        expect: stands.map((stand, at) => expected(`taxi-${at + 1}`, stand, LASTS_MS)),
      };
    },
  },
  {
    id: 'painted-bay-on-the-sidewalk',
    about: 'Cars stand in bays that are painted on the sidewalk: they may.',
    wish: { street: ({ bays }) => bays.some(({ z }) => z < 0) },
    story: (ground) => {
      const bays = ground.site.street.bays.filter(({ z }) => z < 0);
      const actors = bays.slice(0, 4).map(({ x, z, length, width }, at) => {
        const place = { x: x + length / 2, z: z + width / 2, heading: length > width ? 0 : 90 };
        return car(ground, `tenant-${at + 1}`, stay(0, LASTS_MS, place));
      });
      return { actors, zones: [walkZone(ground), ...bayZones(ground)] };
    },
  },
  {
    id: 'exempt-vehicle',
    about: 'A police car or a sanitation truck at work stands on the sidewalk.',
    story: (ground) => {
      const [x = 0] = placesOf(ground, 1);
      const path = onWalk(ground, { x, stopMs: 5000, leaveMs: 36_000 }, LASTS_MS);
      return { actors: [thing(ground, 'duty', { of: 'service-vehicle' }, path)] };
    },
  },
  {
    id: 'e-bikes-on-the-sidewalk',
    about:
      'A row of e-bikes and bicycles is parked on the sidewalk: no motor vehicles of this rule.',
    story: (ground) => {
      const actors = placesOf(ground, 6, 1.2).map((x, at) => {
        const what = at % 3 === 2 ? ({ of: 'bicycle' } as const) : ({ of: 'motorcycle' } as const);
        const z = ground.site.walk + between(-0.2, 0.2, ground.draw);
        return thing(ground, `bike-${at + 1}`, what, stay(0, LASTS_MS, { x, z, heading: 80 }));
      });
      return { actors };
    },
  },
  {
    ...{ id: 'traffic-jam-beside-the-sidewalk', films: 2, wish: { mount: acrossTheStreet } },
    about: 'Cars stand in the lane beside the sidewalk for longer than the grace time.',
    story: (ground) => ({ actors: jam(ground) }),
  },
  {
    id: 'wheels-at-the-kerb',
    about:
      'A car halts with two wheels on the kerb, most of it on the road: no case by the default.',
    wish: { mount: acrossTheStreet },
    story: (ground) => {
      const lane = ground.site.lanes[0] ?? 1.75;
      const [x = 0] = placesOf(ground, 1);
      const path = park({
        ...{ x, z: 0.35, lane, stopMs: 5000, leaveMs: 34_000, lastMs: LASTS_MS },
        ...{ way: wayOf(ground.site, lane), reach: ground.site.reach },
      });
      return { actors: [car(ground, 'straddler', path)] };
    },
  },
];

function bayZones({ site }: Ground): GroundZone[] {
  return site.street.bays.map(({ x, z, length, width }, at) => ({
    ...{ id: `bay-${at + 1}`, kind: 'parking-bay' as const },
    ground: [
      [x - 0.3, z - 0.3],
      [x + length + 0.3, z - 0.3],
      [x + length + 0.3, z + width + 0.3],
      [x - 0.3, z + width + 0.3],
    ] as const,
  }));
}

export const PARKING_TRAPS: readonly Family[] = TRAPS.map(trap);
