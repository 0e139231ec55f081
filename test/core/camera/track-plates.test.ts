import { describe, expect, it } from 'vitest';
import {
  type CameraPlan,
  type CameraState,
  INITIAL_CAMERA,
  stepCamera,
} from '../../../agent/core/camera/step-camera.ts';
import { plateTracks } from '../../../agent/core/camera/track-plates.ts';
import type { PlateLook } from '../../../agent/core/plates/fuse-plates.ts';
import type { Rule } from '../../../agent/core/rules/rule.ts';
import { DEFAULT_TRACKER } from '../../../agent/core/tracking/params.ts';

const KERB = {
  id: 'kerb',
  kind: 'sidewalk',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
} as const;

const PARKING: Rule = {
  ...{ id: 'parking', type: 'dwell', violation: 'sidewalk-parking', labels: ['car'] },
  ...{ minScore: 0.4, zones: [KERB], except: [], overlap: 0.5, plate: true },
  ...{ settleMs: 5000, dwellMs: 10_000, absenceMs: 60_000 },
};

function planOf(rule: Rule): CameraPlan {
  return {
    zones: [KERB],
    tracker: DEFAULT_TRACKER,
    rules: [
      {
        rule,
        policy: {
          ...{ camera: 'gate', ruleId: rule.id, violation: rule.violation, report: 'suspected' },
          ...{ rearmMs: 0, budget: { perHour: 20, perDay: 100 } },
        },
      },
    ],
  };
}

const CAR = {
  box: { left: 0.4, top: 0.4, right: 0.6, bottom: 0.6 },
  label: 'car',
  score: 0.9,
} as const;

function look(trackId: number, atMs: number, text: string, confidence = 0.97): PlateLook {
  const signs = [...text].map((sign) => ({
    ...{ text: sign, confidence, support: 1, options: { [sign]: confidence } },
  }));
  return {
    trackId,
    atMs,
    reading: { text, kinds: ['ordinary'], signs, confidence },
    colour: 'blue',
  };
}

/** A parked car, one frame a second; `looksAt`: second -> the look that comes in then. */
function park(rule: Rule, seconds: number, looksAt: Readonly<Record<number, PlateLook>>) {
  let state: CameraState = INITIAL_CAMERA;
  const changes = [];
  const wanted: number[][] = [];
  for (let second = 0; second <= seconds; second += 1) {
    const plates = looksAt[second];
    const step = stepCamera(planOf(rule), state, {
      ...{ mediaMs: second * 1000, utcMs: second * 1000, detections: [CAR], looks: [] },
      local: { weekday: 1, minute: 600, date: '2025-03-03' },
      ...(plates !== undefined && { plates: [plates] }),
      idOf: (...parts) => parts.join('/'),
    });
    state = step.state;
    changes.push(...step.changes);
    wanted.push([...plateTracks([{ rule }], step.tracks, state.episodes)]);
  }
  return { changes, wanted };
}

describe('the plates of what a rule reports', () => {
  it('are wanted once a standing vehicle is suspected, not before', () => {
    const { wanted } = park(PARKING, 8, {});
    expect(wanted[2]).toEqual([]);
    expect(wanted[8]).toHaveLength(1);
  });

  it('are told with the confirmation when they were read before it', () => {
    const { changes } = park(PARKING, 14, { 8: look(1, 7000, '京A12345') });
    const confirmed = changes.find(({ stage }) => stage === 'confirmed');
    expect(confirmed?.episode.subject.plate).toMatchObject({
      ...{ text: '京A12345', color: 'blue', shots: 1 },
    });
  });

  it('make an update when they are read after it, and one only', () => {
    const looks = { 13: look(1, 12_000, '京A12345'), 14: look(1, 13_000, '京A12345') };
    const { changes } = park(PARKING, 20, looks);
    expect(changes.map(({ stage }) => stage)).toEqual(['suspected', 'confirmed', 'updated']);
    expect(changes.at(-1)?.episode.subject.plate?.text).toBe('京A12345');
  });

  it('are not told by a rule that does not ask for them', () => {
    const { plate: _, ...silent } = PARKING;
    const { changes, wanted } = park(silent, 14, { 8: look(1, 7000, '京A12345') });
    expect(changes.every(({ episode }) => episode.subject.plate === undefined)).toBe(true);
    expect(wanted.flat()).toEqual([]);
  });

  it('are told with unknown signs where the looks disagree', () => {
    const looks = { 7: look(1, 6000, '京A12345'), 8: look(1, 7000, '京A12346') };
    const { changes } = park(PARKING, 14, looks);
    const confirmed = changes.find(({ stage }) => stage === 'confirmed');
    expect(confirmed?.episode.subject.plate?.text).toBe('京A1234?');
  });
});
