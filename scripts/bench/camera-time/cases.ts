import type { Mount } from '../../../test/helpers/rtsp-server.ts';

export interface Case {
  readonly name: string;
  readonly transport?: 'tcp' | 'udp';
  readonly seconds?: number;
  readonly mount?: Partial<Omit<Mount, 'path' | 'live'>> & { readonly bFrames?: number };
  /** A plain reader of RTSP beside it sees the same reports. */
  readonly beside?: boolean;
  /** The box's own clock is set meanwhile. */
  readonly boxStep?: { readonly atMs: number; readonly byMs: number };
}

const DAY_MS = 86_400_000;
const SINCE_1970_MS = 20_780 * DAY_MS;
const at = (offsetMs: number, atMs = 20_000) => [{ atMs, offsetMs }];

export const CASES: readonly Case[] = [
  { name: 'tcp', beside: true },
  { name: 'udp', transport: 'udp' },
  { name: 'b-frames', mount: { bFrames: 2 } },
  { name: 'send-time', mount: { bFrames: 2, reportsSendTime: true } },
  { name: 'every-5-s', mount: { srIntervalMs: 5000 } },
  { name: 'none', mount: { rtcp: false } },
  { name: 'from-1970', mount: { reports: at(-SINCE_1970_MS, 0) } },
  { name: 'day-off', mount: { reports: at(DAY_MS, 0) } },
  { name: 'becomes-1970', mount: { reports: at(-SINCE_1970_MS) } },
  { name: 'step-forward', mount: { clock: at(20_000) } },
  { name: 'step-back', mount: { clock: at(-20_000) } },
  { name: 'leap-of-a-day', mount: { clock: at(DAY_MS) } },
  { name: 'drift-100-ppm', mount: { clock: [{ atMs: 0, offsetMs: 0, ppm: 100 }] } },
  { name: 'rtp-forward', mount: { rtpJump: { atMs: 20_000, byMs: 5000 } } },
  { name: 'rtp-back', mount: { rtpJump: { atMs: 20_000, byMs: -5000 } } },
  { name: 'box-forward', boxStep: { atMs: 20_000, byMs: 20_000 } },
  { name: 'box-back', boxStep: { atMs: 20_000, byMs: -20_000 } },
  {
    name: 'reports-stop',
    seconds: 420,
    mount: { reports: [{ atMs: 20_000, stop: true }] },
  },
  {
    name: 'stop-and-drift',
    seconds: 420,
    mount: {
      clock: [{ atMs: 0, offsetMs: 0, ppm: 100 }],
      reports: [{ atMs: 20_000, stop: true }],
    },
  },
];
