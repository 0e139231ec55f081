import { describe, expect, it } from 'vitest';
import { contradictionsOf } from '../../../scripts/street/truth/contradictions.ts';
import type { Ideal, Opinion } from '../../../scripts/street/truth/oracle/ideal.ts';
import { opinionsOf } from '../../../scripts/street/truth/oracle.ts';
import { areaOf } from '../../../scripts/street/world/areas.ts';
import { layoutOf } from '../../../scripts/street/world/layouts.ts';
import type {
  Actor,
  GroundZone,
  Scenario,
  SceneCamera,
  SceneRule,
} from '../../../scripts/street/world/scenario.ts';
import { path, scene, standing } from '../scene.ts';

const street = layoutOf('boulevard-c');
if (street === undefined) throw new Error('no such street');
const walk: GroundZone = { id: 'walk', kind: 'sidewalk', ground: areaOf(street, 'far-walk') };
const bay: GroundZone = { id: 'bay', kind: 'parking-bay', ground: areaOf(street, 'bay:0') };
const [bayX, bayZ] = [1, -4.05];

const PARKING: SceneRule = {
  use: 'sidewalk-parking',
  settings: { settle: '4s', dwell: '20s', absence: '10s', rearm: '5s' },
};
const STALL: SceneRule = {
  use: 'street-stall',
  settings: { settle: '4s', dwell: '20s', absence: '10s', rearm: '5s' },
};
const TRUCKS: readonly SceneRule[] = [
  { use: 'muck-truck-uncovered', settings: {} },
  { use: 'muck-truck-overfilled', settings: {} },
];

const car = (id: string, from: number, to: number, z = -2, x = 0): Actor => ({
  ...{ id, asset: 'sedan-c' },
  path: path([from - 6, -50, 2, 0], [from, x, z, 0], [to, x, z, 0], [to + 6, 50, 2, 0]),
});

function opinions(actors: readonly Actor[], more: Partial<Scenario> = {}): Opinion[] {
  return opinionsOf(scene({ zones: [walk], rules: [PARKING], actors, ...more } as never));
}
const ideals = (found: readonly Opinion[]): Ideal[] =>
  found.flatMap((one) => ('ideal' in one ? [one.ideal] : []));
const reasons = (found: readonly Opinion[]): string[] =>
  found.flatMap((one) => ('silence' in one ? [one.silence.because] : []));
const middle = (span: { fromMs: number; toMs: number } | undefined) =>
  span && (span.fromMs + span.toMs) / 2;

describe('the oracle: parking', () => {
  it('reports who stands on the sidewalk for long enough, from the stop to the start', () => {
    const [one, ...rest] = ideals(opinions([car('red', 10, 40)]));
    expect(rest).toEqual([]);
    expect(one).toMatchObject({ kind: 'sidewalk-parking', actor: 'red', zone: 'walk' });
    expect([one?.from, one?.confirm, one?.to].map(middle)).toEqual([10_000, 30_000, 40_000]);
    expect(one?.unclear).toBeUndefined();
  });

  it.each([
    ['leaves before the dwell: suspected only', car('red', 10, 22), 'no confirm, gone'],
    ['stands to the end', car('red', 10, 99), 'confirm, stays'],
    ['stops too late to be confirmed', car('red', 50, 99), 'no confirm, stays'],
    ['was there before the film', car('red', -30, 30), 'confirm, gone'],
  ])('%s', (_, actor, what) => {
    const [one] = ideals(opinions([actor]));
    const said = `${one?.confirm ? '' : 'no '}confirm, ${one?.to ? 'gone' : 'stays'}`;
    expect(said).toBe(what);
    expect(middle(one?.from)).toBe(Math.max(0, actor.path[1]?.atMs ?? 0));
  });

  it.each([
    ['drives on', { ...car('a', 10, 40), path: path([0, -50, -2], [60, 50, -2]) }, /never stands/],
    ['stands on the road', car('a', 10, 40, 3), /only 0 % .* walk/],
    ['halts for less than settle', car('a', 10, 13), /for 3 s only, not 4 s/],
    ['is on duty', { ...car('a', 10, 40), asset: 'police-b' }, /not about a service-vehicle/],
    ['is an e-bike', { ...car('a', 10, 40), asset: 'ebike-b' }, /not about a motorcycle/],
    ['stands out of the picture', car('a', 10, 40, -2, -45), /not in the picture/],
  ])('is silent about one that %s, and says why', (_, actor, because) => {
    const found = opinions([actor]);
    expect(ideals(found)).toEqual([]);
    expect(reasons(found).join()).toMatch(because);
  });

  it('lets be who stands in a bay, while the bay is open', () => {
    const inBay = standing('tenant', 'sedan-c', bayX, bayZ);
    const always = opinions([inBay], { zones: [walk, bay] });
    expect(reasons(always)).toEqual(['it may stand in bay']);
    // the film starts at 08:00; the bay counts from 08:00:00 to 08:00:59
    const until = opinions([inBay], {
      zones: [walk, { ...bay, hours: '07:00-08:01' }],
      durationMs: 120_000,
    });
    expect(middle(ideals(until)[0]?.from)).toBe(60_000);
  });

  it('counts only in the hours of the zone', () => {
    const zones = [{ ...walk, hours: '08:01-20:00' }];
    const [one] = ideals(opinions([car('red', 10, 100)], { zones, durationMs: 120_000 }));
    expect(middle(one?.from)).toBe(60_000);
    expect(
      reasons(opinions([car('red', 10, 40)], { zones: [{ ...walk, hours: '20:00-22:00' }] })),
    ).toEqual(['the zone is not watched then']);
  });

  it('leaves open what the world does not decide', () => {
    const kerb = ideals(opinions([car('red', 10, 40, 0.02)]));
    expect(kerb[0]?.unclear).toMatch(/49 % .* walk|5\d % .* walk|4\d % .* walk/);
    const bus: Actor = {
      ...{ id: 'bus', asset: 'bus-b' },
      path: path([9, -60, 1.6, 0], [15, 0.5, 1.6, 0], [34, 0.5, 1.6, 0], [40, 60, 1.6, 0]),
    };
    const low = { position: [0, 2, 16] as const, yaw: 0, pitch: -2, roll: 0, hfov: 60, atMs: 0 };
    const hidden = opinionsOf(
      scene({
        zones: [walk],
        rules: [PARKING],
        actors: [car('red', 5, 55), bus],
        camera: { keys: [low] },
      }),
    );
    expect(ideals(hidden)[0]?.unclear).toMatch(/hidden from 1\d.* to 3\d.*longer than absence/);
  });
});

describe('the oracle: stalls', () => {
  const stall = standing('stall', 'stall-parasol-b', 0, -3);
  const vendor = (from: number, to: number, x = 0.3): Actor => ({
    ...{ id: 'vendor', asset: 'person-d', pose: 'sell' },
    path: path([from - 9, 12, -4], [from, x, -4], [to, x, -4], [to + 9, 12, -4]),
  });
  const rules = [STALL];

  it('reports a stall while somebody stays with it', () => {
    const [one] = ideals(opinions([stall, vendor(8, 48)], { rules }));
    expect(one).toMatchObject({ kind: 'street-stall', actor: 'stall', zone: 'walk' });
    expect(Math.abs((middle(one?.from) ?? 0) - 8000)).toBeLessThan(1000);
    expect(one?.confirm).toBeDefined();
  });

  it.each([
    ['nobody is there', [stall], 'nobody stays within 3 m of it'],
    ['the vendor stands too far off', [stall, vendor(8, 48, 6)], 'nobody stays within 3 m of it'],
    [
      'somebody only walks by',
      [stall, { ...vendor(0, 9), path: path([10, -12, -1], [25, 12, -1]) }],
      'nobody stays within 3 m of it',
    ],
  ])('is silent where %s', (_, actors, because) => {
    const found = opinions(actors as Actor[], { rules });
    expect(ideals(found)).toEqual([]);
    expect(reasons(found)).toContain(because);
  });

  it('lets be who sells in a market that is open, and what only looks like a stall', () => {
    const market: GroundZone = { ...walk, id: 'market', kind: 'permitted-market' };
    const open = opinions([stall, vendor(0, 60)], {
      rules,
      zones: [walk, { ...market, hours: '06:00-10:00' }],
    });
    expect(reasons(open)).toContain('it may stand in market');
    const shut = opinions([stall, vendor(0, 60)], {
      rules,
      zones: [walk, { ...market, hours: '18:00-23:00' }],
    });
    expect(ideals(shut)).toHaveLength(1);
    const cafe = { ...stall, id: 'cafe', asset: 'cafe-set-b' };
    expect(ideals(opinions([cafe, vendor(0, 60)], { rules }))).toEqual([]);
  });
});

describe('the oracle: trucks', () => {
  const key = { position: [0, 9, 22], yaw: 0, pitch: -22, roll: 0, hfov: 66, atMs: 0 } as const;
  const camera: Partial<SceneCamera> = { keys: [key] };
  const truck = (what: Partial<Actor>, z = 9): Actor => ({
    ...{ id: 'truck', asset: 'tipper-d', load: 'level', cover: 'none', ...what },
    path: path([0, -60, z], [15, 60, z]),
  });
  const kinds = (actor: Actor, more = camera) => [
    ...new Set(
      ideals(opinionsOf(scene({ rules: TRUCKS, actors: [actor], camera: more }))).map(
        ({ kind }) => kind,
      ),
    ),
  ];

  it.each([
    ['level and open', { load: 'level', cover: 'none' }, ['muck-truck-uncovered']],
    ['level, half covered', { load: 'level', cover: 'partial' }, ['muck-truck-uncovered']],
    [
      'heaped and open',
      { load: 'heaped', cover: 'none' },
      ['muck-truck-uncovered', 'muck-truck-overfilled'],
    ],
    ['heaped under a net', { load: 'heaped', cover: 'net' }, ['muck-truck-overfilled']],
    ['level under a tarpaulin', { load: 'level', cover: 'tarpaulin' }, []],
    ['empty and open', { load: 'empty', cover: 'none' }, []],
    ['no tipper at all', { asset: 'boxtruck-b' }, []],
  ] as const)('that is %s gives %s', (_, what, expected) => {
    expect(kinds(truck(what))).toEqual(expected);
  });

  it('is silent where the load cannot be seen: too small, or from below the boards', () => {
    const far = { keys: [{ ...key, position: [0, 40, 120] }] } as const;
    expect(kinds(truck({}), far)).toEqual([]);
    const low = { keys: [{ ...key, position: [0, 2, 22], pitch: 0 }] } as const;
    expect(kinds(truck({}), low)).toEqual([]);
  });

  it('begins with its coming into the picture and is sure at the third good look', () => {
    const [one] = ideals(opinionsOf(scene({ rules: TRUCKS, actors: [truck({})], camera })));
    expect(one?.from.fromMs).toBeGreaterThan(2000);
    expect(one?.confirm?.fromMs).toBeGreaterThan(one?.from.fromMs ?? 0);
    expect(one?.to?.toMs).toBeLessThan(13_000);
  });
});

describe('contradictionsOf', () => {
  it('has none for a sound scenario, and takes what is unclear either way', () => {
    const red = car('red', 10, 40);
    const sound = {
      kind: 'sidewalk-parking',
      actor: 'red',
      zone: 'walk',
      fromMs: 10_000,
      confirmMs: 30_000,
      toMs: 40_000,
    };
    const make = (actor: Actor, expected: Scenario['expect']) =>
      contradictionsOf(
        scene({ zones: [walk], rules: [PARKING], actors: [actor], expect: expected }),
      );
    expect(make(red, [sound])).toEqual([]);
    expect(make(red, []).map(({ path: at }) => at)).toEqual([['expect']]);
    expect(make(red, [sound, sound])).toMatchObject([{ path: ['expect', 1] }]);
    const kerb = car('red', 10, 40, 0.02);
    expect(make(kerb, [sound])).toEqual([]);
    expect(make(kerb, [])).toEqual([]);
  });
});
