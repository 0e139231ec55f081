import { describe, expect, test } from 'vitest';
import {
  endings,
  readCamera,
  type SavedCamera,
  savedRules,
  withoutGone,
} from '../../agent/app/saved-camera.ts';
import type { Episode } from '../../agent/core/episodes/episode.ts';
import { INITIAL_TRACKER } from '../../agent/core/tracking/step-tracker.ts';
import { POLICY } from '../helpers/signals.ts';
import { PARKING } from '../helpers/street.ts';

const PLAN = { rule: PARKING, policy: POLICY };
const RULE = PARKING.id;

function episode(place: string, told: boolean): Episode {
  return {
    id: `id-${place}`,
    place,
    stage: 'confirmed',
    sinceMs: 1000,
    sinceUtcMs: 1_700_000_001_000,
    suspectedMs: 2000,
    subject: { label: 'car', box: { left: 0, top: 0, right: 1, bottom: 1 }, trackIds: [1] },
    facts: {},
    warned: false,
    revision: 2,
    told,
  };
}

const SAVED: SavedCamera = {
  mediaMs: 60_000,
  boxUtcMs: 1_700_000_060_300,
  capture: { utcMs: 1_700_000_060_000, method: 'rtcp-sr', maxErrorMs: 50 },
  rules: savedRules([PLAN]),
  camera: {
    tracker: INITIAL_TRACKER,
    rules: { [RULE]: { kind: 'dwell', version: 1, inner: {} } },
    episodes: {
      [RULE]: { open: { a: episode('a', true), b: episode('b', false) }, resting: {}, told: [] },
    },
  },
};

describe('what a restart makes of the saved state', () => {
  test('a rule that is still there goes on; nothing ends', () => {
    expect(endings('gate', SAVED, [PLAN], 'rule-off')).toEqual([]);
    expect(withoutGone(SAVED, [PLAN])).toEqual(SAVED.camera);
  });

  test.each([
    ['its rule has gone', []],
    [
      'its rule has become another kind',
      [{ ...PLAN, rule: { ...PARKING, type: 'group' as const, parts: [], reach: 1 } }],
    ],
  ])('%s: what the platform knows of ends once, as of the last sight', (_, plans) => {
    const [ended, ...more] = endings('gate', SAVED, plans, 'rule-off');
    expect(more).toEqual([]);
    expect(ended).toMatchObject({
      camera: 'gate',
      violation: POLICY.violation,
      capture: { utcMs: 1_700_000_060_000 },
      change: { stage: 'cleared', outcome: 'rule-off', atMs: 60_000, tell: true },
    });
    expect(ended?.change.episode).toMatchObject({ id: 'id-a', revision: 3, stage: 'cleared' });
    expect(ended?.plan).toBeUndefined();
    expect(withoutGone(SAVED, plans)).toMatchObject({ rules: {}, episodes: {} });
  });

  test('a state that an older version wrote counts as none', () => {
    expect(readCamera(JSON.stringify({ mediaMs: 1, utcMs: 2, camera: {} }))).toBeUndefined();
    expect(readCamera(undefined)).toBeUndefined();
    expect(readCamera(JSON.stringify(SAVED))).toEqual(SAVED);
  });
});
