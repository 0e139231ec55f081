import { expect, test } from 'vitest';
import { hasPlace, placePlan } from '../../../agent/core/camera/place-plan.ts';
import {
  type CameraPlan,
  type CameraState,
  INITIAL_CAMERA,
  stepCamera,
} from '../../../agent/core/camera/step-camera.ts';
import type { Zone } from '../../../agent/core/geometry/zone.ts';
import type { DwellRule, Rule } from '../../../agent/core/rules/rule.ts';
import { IN_PLACE } from '../../../agent/core/scene/placement.ts';
import { DEFAULT_TRACKER } from '../../../agent/core/tracking/params.ts';

const LEFT: Zone = {
  id: 'kerb',
  kind: 'sidewalk',
  polygon: [
    [0, 0],
    [0.5, 0],
    [0.5, 1],
    [0, 1],
  ],
};

const PARKING: DwellRule = {
  ...{ id: 'parking', type: 'dwell', violation: 'sidewalk-parking', labels: ['car'] },
  ...{ minScore: 0.4, zones: [LEFT], except: [], overlap: 0.5 },
  ...{ settleMs: 5000, dwellMs: 20_000, absenceMs: 10_000 },
};
const LINE = {
  id: 'gate',
  points: [
    [0.2, 0.5],
    [0.4, 0.5],
  ],
} as const;
const GATE: Rule = {
  ...{ id: 'gate', type: 'crossing', violation: 'left-gate', labels: ['car'] },
  ...{ minScore: 0.4, line: LINE, direction: 'both' },
};
const LOAD: Rule = {
  ...{ id: 'load', type: 'attribute', violation: 'bare', labels: ['truck'], minScore: 0.4 },
  ...{ zones: [], when: { cover: ['none'] }, minLooks: 3, posterior: 0.9, lateMs: 1000 },
};

function planOf(rule: Rule, zones: readonly Zone[] = [LEFT]): CameraPlan {
  const { id: ruleId, violation } = rule;
  const policy = {
    ...{ camera: 'gate', ruleId, violation, report: 'suspected' as const, rearmMs: 0 },
    budget: { perHour: 20, perDay: 100 },
  };
  return { zones, tracker: DEFAULT_TRACKER, rules: [{ rule, policy }] };
}

/** A car that stands on the kerb, one picture a second; the seconds of `rests` are none to rules with zones. */
function park(seconds: number, rests: (second: number) => boolean, plan = planOf(PARKING)) {
  let state: CameraState = INITIAL_CAMERA;
  const told: string[] = [];
  for (let second = 0; second <= seconds; second += 1) {
    const box = { left: 0.2, top: 0.4, right: 0.4, bottom: 0.6 };
    const step = stepCamera(plan, state, {
      ...{ mediaMs: second * 1000, utcMs: second * 1000, looks: [], zonesRest: rests(second) },
      detections: [{ box, label: 'car', score: 0.9 }],
      local: { weekday: 1, minute: 600, date: '2025-03-03' },
      idOf: (...parts) => parts.join('/'),
    });
    state = step.state;
    told.push(...step.changes.map(({ stage }) => `${stage} ${second}`));
  }
  return told;
}

const TABLE: readonly (readonly [string, (second: number) => boolean, readonly string[]])[] = [
  ['nothing in doubt', () => false, ['suspected 5', 'confirmed 20']],
  ['resting all the time', () => true, []],
  ['a short rest is as a bus that passes', (s) => s > 8 && s < 16, ['suspected 5', 'confirmed 20']],
  ['nothing is confirmed while it rests', (s) => s > 8 && s < 25, ['suspected 5', 'confirmed 25']],
  [
    'what nobody saw for longer than anything could hide it begins anew',
    (s) => s > 8 && s < 40,
    ['suspected 5', 'cleared 40', 'suspected 45', 'confirmed 60'],
  ],
];

test.each(TABLE)('a parked car, %s', (_, rests, told) => {
  expect(park(62, rests).filter((word) => !word.startsWith('updated'))).toEqual(told);
});

const IGNORED: Zone = { ...LEFT, id: 'site', kind: 'ignore' };

test.each<[string, Rule, readonly Zone[], boolean]>([
  ['a rule with a zone', PARKING, [LEFT], true],
  ['a rule with a line', GATE, [], true],
  ['a rule of the whole picture', LOAD, [LEFT], false],
  ['a rule of the whole picture but for what is ignored', LOAD, [IGNORED], true],
])('%s depends on where the camera looks: %#', (_, rule, zones, expected) => {
  expect(hasPlace(rule, zones)).toBe(expected);
});

test('zones and lines go where the scene has gone', () => {
  const shifted = { ...IN_PLACE, x0: 0.25 };
  const parking = placePlan(planOf(PARKING), shifted);
  expect(parking.zones[0]?.polygon[1]).toEqual([0.75, 0]);
  expect(parking.rules[0]?.rule).toMatchObject({
    zones: [
      {
        polygon: [
          [0.25, 0],
          [0.75, 0],
          [0.75, 1],
          [0.25, 1],
        ],
      },
    ],
  });
  const gate = placePlan(planOf(GATE), shifted);
  expect(gate.rules[0]?.rule).toMatchObject({
    line: {
      points: [
        [0.45, 0.5],
        [0.65, 0.5],
      ],
    },
  });
  // the car that stood on the kerb now stands beside it
  expect(park(30, () => false, placePlan(planOf(PARKING), { ...IN_PLACE, x0: 0.4 }))).toEqual([]);
});

/** What the camera shows, second by second: h(ome), n(orth), or nothing known. */
function turned(views: string): string[] {
  const north: Zone = { ...LEFT, id: 'north-kerb', preset: 'north' };
  const [home] = planOf(PARKING).rules;
  const other = planOf({ ...PARKING, id: 'parking@north', preset: 'north', zones: [north] })
    .rules[0];
  if (home === undefined || other === undefined) throw new Error('expected two plans');
  const plan: CameraPlan = {
    ...planOf(PARKING, [LEFT, north]),
    rules: [{ ...home, rule: { ...PARKING, preset: 'home' } }, other],
  };
  let state: CameraState = INITIAL_CAMERA;
  const told: string[] = [];
  for (const [second, view] of [...views].entries()) {
    const step = stepCamera(plan, state, {
      ...{ mediaMs: second * 1000, utcMs: second * 1000, looks: [] },
      detections: [
        { box: { left: 0.2, top: 0.4, right: 0.4, bottom: 0.6 }, label: 'car', score: 0.9 },
      ],
      ...{ zonesRest: view === '?', preset: view === 'n' ? 'north' : 'home' },
      local: { weekday: 1, minute: 600, date: '2025-03-03' },
      idOf: (...parts) => parts.join('/'),
    });
    state = step.state;
    told.push(...step.changes.map(({ ruleId, stage }) => `${ruleId} ${stage} ${second}`));
  }
  return told;
}

test.each<[string, string, readonly string[]]>([
  [
    'each view has its own rules, and what stands in one stands not in the other',
    `${'h'.repeat(8)}${'n'.repeat(24)}`,
    ['parking suspected 5', 'parking@north suspected 13', 'parking@north confirmed 28'],
  ],
  [
    'who is still there when the camera comes back after a short look elsewhere is the same',
    `${'h'.repeat(8)}${'n'.repeat(6)}${'h'.repeat(14)}`,
    ['parking suspected 5', 'parking@north suspected 13', 'parking confirmed 20'],
  ],
])('a camera that turns: %s', (_, views, told) => {
  expect(turned(views)).toEqual(told);
});
