import type { GateInput, GateMedia } from '../../../agent/core/evidence/gate-input.ts';

export const NOON = Date.UTC(2026, 2, 10, 4, 0, 0);

export const DOSSIER = {
  deviceId: 'CAM-0001',
  standardRef: 'GA/T 832-2014',
  inspectionCertNo: 'J-2026-17',
  calibrationValidTo: '2027-01-31',
  techReviewId: 'T-9',
  legalReviewId: 'L-4',
  legalBasis: 'art. 41',
  publicNoticeUrl: 'https://city.example/notice/4',
  publicNoticeDate: '2026-01-05',
};

export const CLOCK = {
  method: 'rtcp-sr',
  source: 'ntp',
  offsetMs: 12,
  maxErrorMs: 80,
  state: 'locked',
  cameraOffsetMs: -35,
};

export function still(id: string, atMs: number, more: Partial<GateMedia> = {}): GateMedia {
  return {
    id,
    role: id,
    mime: 'image/jpeg',
    width: 1920,
    height: 1080,
    captureUtc: { utcMs: NOON + atMs, method: 'rtcp-sr', maxErrorMs: 80 },
    source: { mediaMs: atMs },
    ...more,
  };
}

export const CONTEXT = {
  camera: { id: 'gate', dossier: DOSSIER },
  clock: CLOCK,
  model: { name: 'street', sha256: 'ab'.repeat(32) },
  rule: { id: 'no-parking', type: 'dwell' },
};

/** A standing offence with which nothing is wrong. */
export const STANDING: GateInput = {
  violation: 'sidewalk-parking',
  required: ['panorama-first', 'panorama-last', 'closeup', 'plate'],
  media: [
    still('panorama-first', 0),
    still('panorama-last', 300_000),
    still('closeup', 300_000, { width: 400, height: 300, derivedFrom: ['panorama-last'] }),
    still('plate', 300_000, { width: 90, height: 30, derivedFrom: ['panorama-last'] }),
  ],
  context: CONTEXT,
};

/** A passing truck with which nothing is wrong. */
export const MOVING: GateInput = {
  violation: 'muck-truck-uncovered',
  required: ['panorama-first', 'panorama-last', 'closeup', 'plate'],
  media: [still('panorama-first', 0), still('panorama-last', 600), ...STANDING.media.slice(2)],
  context: {
    ...CONTEXT,
    rule: { id: 'covers', type: 'attribute' },
    timeline: { displacement: 0.2 },
  },
};
