import { expect, test } from 'vitest';
import { shortStays } from '../../../agent/core/camera/short-stays.ts';
import { INITIAL_CAMERA, stepCamera } from '../../../agent/core/camera/step-camera.ts';
import type { Zone } from '../../../agent/core/geometry/zone.ts';
import type { DwellRule, GroupRule, Rule } from '../../../agent/core/rules/rule.ts';
import type { PatrolView } from '../../../agent/core/scene/patrol-report.ts';
import { DEFAULT_TRACKER } from '../../../agent/core/tracking/params.ts';

const ZONE: Zone = {
  id: 'kerb',
  kind: 'sidewalk',
  preset: 'north',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
};
const PLACE = { minScore: 0.4, zones: [ZONE], except: [], overlap: 0.5, preset: 'north' };
const TIMES = { settleMs: 10_000, dwellMs: 100_000, absenceMs: 30_000 };
const PARKING: DwellRule = {
  ...{ id: 'parking@north', type: 'dwell', violation: 'sidewalk-parking', labels: ['car'] },
  ...PLACE,
  ...TIMES,
};
const STALL: GroupRule = {
  ...{ id: 'stall@north', type: 'group', violation: 'street-stall', labels: ['stall'], reach: 1 },
  ...PLACE,
  ...TIMES,
  parts: [{ name: 'goods', labels: ['goods'], min: 1, impliedBy: ['stall'] }],
};
const LOAD: Rule = {
  ...{ id: 'load@north', type: 'attribute', violation: 'bare', labels: ['truck'], minScore: 0.4 },
  ...{ zones: [ZONE], when: { cover: ['none'] }, minLooks: 3, posterior: 0.9, lateMs: 1000 },
  preset: 'north',
};

function viewOf(stayS: number | undefined, everyS: number | undefined): PatrolView {
  return {
    ...{ preset: 'north', overdue: false, watchedMs: 0, share: 0 },
    ...(stayS !== undefined && { stayMs: stayS * 1000 }),
    ...(everyS !== undefined && { everyMs: everyS * 1000 }),
  };
}

/** Whether what stands there for four rounds is ever confirmed, by the rules themselves; a picture in two seconds. */
function confirms(rule: DwellRule | GroupRule, staysS: number, everyS: number): boolean {
  const [label = ''] = rule.labels.flat();
  const policy = {
    ...{ camera: 'square', ruleId: rule.id, violation: rule.violation },
    ...{ report: 'suspected' as const, rearmMs: 0, budget: { perHour: 900, perDay: 9000 } },
  };
  const plan = { zones: [ZONE], tracker: DEFAULT_TRACKER, rules: [{ rule, policy }] };
  let state = INITIAL_CAMERA;
  const stages = new Set<string>();
  for (let second = 0; second < 4 * everyS; second += 2) {
    const preset = second % everyS < staysS ? 'north' : 'home';
    const box = { left: 0.2, top: 0.4, right: 0.4, bottom: 0.6 };
    const step = stepCamera(plan, state, {
      ...{ mediaMs: second * 1000, utcMs: second * 1000, looks: [], preset },
      detections: preset === 'north' ? [{ box, label, score: 0.9 }] : [],
      local: { weekday: 1, minute: 600, date: '2025-03-03' },
      idOf: (...parts) => parts.join('/'),
    });
    state = step.state;
    for (const { stage } of step.changes) stages.add(stage);
  }
  return stages.has('confirmed');
}

const RULES = { parking: PARKING, stall: STALL };

test.each<[keyof typeof RULES, number, number, boolean]>([
  ['parking', 120, 300, false],
  ['parking', 98, 300, true],
  ['parking', 40, 300, true],
  ['parking', 40, 110, true],
  ['parking', 40, 90, false],
  ['parking', 20, 70, false],
  ['stall', 120, 300, false],
  ['stall', 40, 300, true],
  ['stall', 40, 90, true],
  ['stall', 40, 60, false],
])(
  '%s needs 100 s; watched %d s of every %d s: never confirmed is %s',
  (name, stayS, everyS, never) => {
    const rule = RULES[name];
    expect(shortStays([rule], [viewOf(stayS, everyS)])).toHaveLength(never ? 1 : 0);
    expect(confirms(rule, stayS, everyS)).toBe(!never);
  },
);

test.each<[string, Rule, PatrolView]>([
  ['a rule of what passes', LOAD, viewOf(40, 500)],
  ['a view whose stay is not known', PARKING, viewOf(undefined, 500)],
  ['a view whose round is not known', PARKING, viewOf(40, undefined)],
  ['another view', PARKING, { ...viewOf(40, 500), preset: 'south' }],
])('%s has nothing to tell', (_, rule, view) => {
  expect(shortStays([rule], [view])).toEqual([]);
});
