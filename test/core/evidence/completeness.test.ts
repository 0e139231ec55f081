import { describe, expect, it } from 'vitest';
import { assessUse } from '../../../agent/core/evidence/completeness.ts';
import type { GateInput, GateMedia } from '../../../agent/core/evidence/gate-input.ts';
import { CLOCK, CONTEXT, DOSSIER, MOVING, NOON, STANDING, still } from './gate-fixture.ts';

const withContext = (context: Record<string, unknown>): GateInput => ({
  ...STANDING,
  context: { ...CONTEXT, ...context },
});
const withDossier = (dossier: Record<string, unknown>): GateInput =>
  withContext({ camera: { id: 'gate', dossier: { ...DOSSIER, ...dossier } } });
const withLast = (last: Partial<GateMedia>): GateInput => ({
  ...STANDING,
  media: STANDING.media.map((file) => (file.id === 'panorama-last' ? { ...file, ...last } : file)),
});
const without = (id: string): GateInput => ({
  ...STANDING,
  media: STANDING.media.filter((file) => file.id !== id),
});
const utc = (atMs: number, maxErrorMs = 80) => ({
  utcMs: NOON + atMs,
  method: 'rtcp-sr' as const,
  maxErrorMs,
});

describe('completeness gate', () => {
  const { dossier: _, ...camera } = CONTEXT.camera;
  it.each([
    ['a standing offence with everything', STANDING],
    ['a passing truck with everything', MOVING],
    [
      'dossier and rule parameters beside the camera',
      withContext({ camera, dossier: DOSSIER, rule: { id: 'r', parameters: { type: 'dwell' } } }),
    ],
    ['exactly the limits', withContext({ clock: { ...CLOCK, maxErrorMs: 1000, offsetMs: -1000 } })],
    ['pictures exactly 10 s apart', withLast({ source: { mediaMs: 10_000 } })],
    ['pictures exactly 1280x720', withLast({ width: 1280, height: 720 })],
    ['the step of a clock between them', withLast({ captureUtc: utc(-5000) })],
  ])('%s may serve a penalty', (_sentence, input) => {
    expect(assessUse(input)).toEqual({ evidenceUse: 'penalty', why: [] });
  });

  it.each([
    ['a required role is missing', without('panorama-first'), 'panorama-first is missing'],
    ['the plate is missing', without('plate'), 'plate is missing'],
    [
      'no close-up, though not asked for',
      { ...without('closeup'), required: [] },
      'closeup is missing',
    ],
    ['a small picture', withLast({ width: 1279 }), 'panorama-last is 1279x1080'],
    ['a low picture', withLast({ height: 719 }), '1920x719'],
    ['pictures 9.999 s apart', withLast({ source: { mediaMs: 9_999 } }), 'got 9.999 s'],
    [
      '10 s apart by capture times less their errors',
      {
        ...STANDING,
        media: [still('panorama-first', 0), still('panorama-last', 10_100)].map(
          ({ source, ...rest }) => rest,
        ),
      },
      'got 9.94 s',
    ],
    [
      'the second panorama is a derived file',
      withLast({ derivedFrom: ['panorama-first'] }),
      'got 0 s',
    ],
    [
      'a picture timed on arrival',
      withLast({ captureUtc: { ...utc(0), method: 'arrival' } }),
      'timed by arrival',
    ],
    ['a picture timed 1001 ms off', withLast({ captureUtc: utc(0, 1001) }), 'may be 1001 ms off'],
    ['a picture with a nonsense error', withLast({ captureUtc: utc(0, -1) }), 'may be -1 ms off'],
    ['no clock state', withContext({ clock: null }), 'clock: its state'],
    [
      'a clock that only holds over',
      withContext({ clock: { ...CLOCK, state: 'holdover' } }),
      'clock: holdover',
    ],
    [
      'a clock without a source',
      withContext({ clock: { ...CLOCK, source: 'none' } }),
      'time source is none',
    ],
    [
      'a clock 1001 ms unsure',
      withContext({ clock: { ...CLOCK, maxErrorMs: 1001 } }),
      'error may be 1001 ms',
    ],
    [
      'a clock that does not say how unsure',
      withContext({ clock: { ...CLOCK, maxErrorMs: '5' } }),
      'any number of',
    ],
    [
      'a clock that is off',
      withContext({ clock: { ...CLOCK, offsetMs: -1001 } }),
      'offsetMs is 1001',
    ],
    [
      'a camera clock that is off',
      withContext({ clock: { ...CLOCK, cameraOffsetMs: 2000 } }),
      'cameraOffsetMs',
    ],
    [
      'a camera clock that nobody compared',
      withContext({ clock: { ...CLOCK, cameraOffsetMs: undefined } }),
      "clock: how far the camera's clock is off",
    ],
    [
      'a camera clock that was set within the episode',
      withContext({ clock: { ...CLOCK, cameraStepMs: -20_000 } }),
      "camera's clock was set by -20 s",
    ],
    [
      'a clock of which nobody can tell',
      withContext({ clock: { ...CLOCK, state: 'unknown', source: 'unknown' } }),
      'clock: unknown, must be locked',
    ],
    ['no dossier', withContext({ camera: { id: 'gate' } }), 'dossier: the camera has none'],
    ['an empty field of the dossier', withDossier({ legalReviewId: ' ' }), 'legalReviewId'],
    [
      'calibration that ran out yesterday',
      withDossier({ calibrationValidTo: '2026-03-09' }),
      'valid to 2026-03-09',
    ],
    ['calibration that is no date', withDossier({ calibrationValidTo: 'soon' }), 'valid to soon'],
    [
      'a notice published afterwards',
      withDossier({ publicNoticeDate: '2026-03-11' }),
      'public notice is of',
    ],
    ['no model hash', withContext({ model: { name: 'street' } }), 'model: its SHA-256'],
    ['no rule', withContext({ rule: undefined }), 'rule: its id'],
    [
      'a passing truck that was not seen to move',
      { ...MOVING, context: stillTruck() },
      'displacement: 0.01',
    ],
    [
      'a passing truck without a measured displacement',
      { ...MOVING, context: { ...MOVING.context, timeline: {} } },
      'was not measured',
    ],
    [
      'one panorama of a truck and no clip',
      { ...MOVING, media: MOVING.media.slice(1) },
      'or one with a clip',
    ],
  ] as [string, GateInput, string][])('%s makes a clue and says so', (_sentence, input, words) => {
    const { evidenceUse, why } = assessUse(input);
    expect(evidenceUse).toBe('clue');
    expect(why.join('\n')).toContain(words);
  });

  function stillTruck() {
    return { ...MOVING.context, timeline: { displacement: 0.01 } };
  }

  it('one panorama of a truck is enough with a clip', () => {
    const clip = still('clip', 0, { mime: 'video/mp4' });
    const input = { ...MOVING, required: [], media: [...MOVING.media.slice(1), clip] };
    expect(assessUse(input).why).toEqual([]);
  });

  it('a stall needs no plate', () => {
    const input = { ...without('plate'), violation: 'street-stall', required: ['closeup'] };
    expect(assessUse(input).why).toEqual([]);
  });

  it('what the caller knows is listed too, once', () => {
    const why = ['gateway re-stamps the sender reports'];
    expect(assessUse(STANDING, [...why, ...why])).toEqual({ evidenceUse: 'clue', why });
  });

  it('nothing at all is a clue with every reason', () => {
    const empty = { violation: 'x', required: [], media: [], context: {} };
    expect(assessUse(empty).why.length).toBeGreaterThanOrEqual(6);
  });
});
