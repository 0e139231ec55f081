import { expect, test } from 'vitest';
import { camerasAtBirth } from '../../agent/app/birth.ts';
import type { OperationFacts } from '../../agent/app/operations.ts';
import { PatrolWatch } from '../../agent/app/patrol-watch.ts';
import { patrolWords } from '../../agent/app/patrol-words.ts';
import type { ResolvedCamera } from '../../agent/config/resolved.ts';
import type { DwellRule } from '../../agent/core/rules/rule.ts';
import type { CameraStatus } from '../../agent/ports/status.ts';
import { asyncApiSchema } from '../helpers/asyncapi.ts';

const STALL: DwellRule = {
  ...{ id: 'street-stall@north', type: 'dwell', violation: 'street-stall', labels: ['stall'] },
  ...{ minScore: 0.4, zones: [], except: [], overlap: 0.5, preset: 'north' },
  ...{ settleMs: 15_000, dwellMs: 300_000, absenceMs: 60_000 },
};
const RULE: ResolvedCamera['rules'][number] = {
  rule: STALL,
  policy: {
    ...{ camera: 'square', ruleId: STALL.id, violation: STALL.violation, report: 'suspected' },
    ...{ rearmMs: 0, budget: { perHour: 20, perDay: 100 } },
  },
  evidence: { preRollMs: 1000, postRollMs: 1000 },
};
const CAMERA = { id: 'square', presets: ['home', 'north'], rules: [RULE] };
const START = Date.UTC(2026, 2, 3, 8);
const ROUND: readonly (readonly [string | undefined, number])[] = [
  ['home', 200],
  [undefined, 12],
  ['north', 120],
  [undefined, 12],
];

/** A watch, what it told, and a way to show it views for so many seconds, from `fromMs` on. */
function watching(camera: typeof CAMERA = CAMERA) {
  const told: (OperationFacts & { readonly what: string })[] = [];
  const report = async (what: string, facts: OperationFacts) => void told.push({ what, ...facts });
  const watch = new PatrolWatch({ camera, operations: { report } });
  let utcMs = START;
  const show = async (stays: typeof ROUND, fromMs = utcMs) => {
    utcMs = fromMs;
    for (const [view, seconds] of stays)
      for (let second = 0; second < seconds; second += 1) {
        await watch.step(view, true, utcMs);
        utcMs += 1000.0003;
      }
  };
  return { watch, told, show };
}

test('a rule that needs more time than its view is watched is told once, with its numbers', async () => {
  const { told, show } = watching();
  for (let round = 0; round < 9; round += 1) await show(ROUND);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    ...{ what: 'dwell-out-of-reach', camera: 'square' },
    message: expect.stringMatching(/street-stall@north needs 300 s, and 'north' is watched 119 s/),
    facts: { rule: 'street-stall@north', dwellMs: 300_000, stayMs: 119_000, awayMs: 225_000 },
  });
});

test('a view that comes no more is told once, and once when it is back', async () => {
  const { told, show } = watching({ ...CAMERA, rules: [] });
  for (let round = 0; round < 5; round += 1) await show(ROUND);
  await show([['home', 1500]]);
  expect(told.map(({ what, facts }) => `${what} ${facts?.['preset']}`)).toEqual([
    'view-overdue north',
  ]);
  await show(ROUND.slice(2));
  expect(told.map(({ what }) => what)).toEqual(['view-overdue', 'view-back']);
});

test('what was learnt and told goes on after a restart; other versions, cameras and presets begin anew', async () => {
  const first = watching();
  for (let round = 0; round < 6; round += 1) await first.show(ROUND);
  const [row] = first.watch.due(0, true);
  const store = { load: async (key: string) => (key === row?.key ? row.value : undefined) };
  const second = watching();
  await second.watch.load(store);
  expect(second.watch.report()).toEqual(first.watch.report());
  await second.show([...ROUND, ...ROUND], START + 7_200_000);
  expect(second.told).toEqual([]);
  const old = watching();
  await old.watch.load({ load: async () => '{"version":0,"patrol":{"clockMs":"many"}}' });
  const other = watching({ ...CAMERA, id: 'gate' });
  await other.watch.load(store);
  const more = watching({ ...CAMERA, presets: ['home', 'north', 'south'] });
  await more.watch.load(store);
  expect(more.watch.report().order).toBeUndefined();
  for (const { watch } of [old, other]) expect(watch.report()).toEqual(watching().watch.report());
});

test('saved at first, every ten minutes, and at a stop', () => {
  const { watch } = watching();
  const saved = [0, 599_999, 600_000, 600_001].map((atMs) => watch.due(atMs).length);
  expect(saved).toEqual([1, 0, 1, 0]);
  expect(watch.due(600_002, true)).toHaveLength(1);
});

test('people, and the platform with the birth, are told how a camera goes round', async () => {
  const { watch, show } = watching();
  const at = (utcMs: number) => new Date(utcMs).toISOString().slice(11, 16);
  expect(patrolWords(watch.report(), at)).toEqual([
    'no round known yet',
    'watched of the last day: home 0 %, north 0 %',
  ]);
  for (let round = 0; round < 5; round += 1) await show(ROUND);
  await show([['home', 1400]]);
  expect(patrolWords(watch.report(), at)).toEqual([
    'goes home 3 min 19 s, north 1 min 59 s',
    'a round in 5 min 44 s',
    'watched of the last day: home 77 %, north 19 %',
    'north is overdue, last seen 08:28',
    'street-stall@north needs 5 min, north is watched 1 min 59 s at a time',
  ]);
  const status = {
    ...{ id: 'square', conditions: [], patrol: watch.report() },
  } as unknown as CameraStatus;
  const birth = camerasAtBirth([{ status: () => status }]);
  expect(birth).toEqual({
    conditions: {},
    patrols: { square: { order: ['home', 'north'], roundMs: 344_000, overdue: ['north'] } },
  });
  expect(asyncApiSchema('birth')({ ...birth, state: 'online', bdSeq: 1, ack: 'platform' })).toEqual(
    [],
  );
});
