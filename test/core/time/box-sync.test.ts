import { expect, test } from 'vitest';
import { parseChrony, parseTimesyncd } from '../../../agent/core/time/box-sync.ts';

const SYNC_S = 1_795_706_350;
const at = (afterS: number) => (SYNC_S + afterS) * 1000;

// chronyd 4.3 wrote these lines, but for the servers and reference clocks of the later ones
const LOCKED =
  '7F000001,127.0.0.1,4,1795706350.297875952,-0.000000718,0.000000002,0.000000266,-0.023,-0.000,0.055,0.000003794,0.000000654,0.3,Normal\n';
const STARTED =
  '00000000,,0,0.000000000,0.000000023,0.000000000,0.000000000,-0.023,0.000,0.000,1.000000000,1.000000000,0.0,Not synchronised\n';
const ALONE =
  '7F7F0101,,3,1795706378.085343497,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,0.000000000,0.000000000,0.0,Normal\n';
const FAR =
  'C0000201,192.0.2.1,3,1795706350.000000000,0.012500000,-0.002,0.003,-5.1,0.01,0.2,0.080000000,0.030000000,1031.2,Normal\n';
const clockOf = (name: string) => LOCKED.replace('127.0.0.1', name);

test.each([
  [
    'a server that was heard just now',
    LOCKED,
    1,
    { state: 'locked', source: 'ntp', server: '127.0.0.1', offsetMs: 0, maxErrorMs: 1 },
  ],
  [
    'a clock that is slow; half the way there and back counts',
    FAR,
    900,
    { state: 'locked', offsetMs: -12.5, maxErrorMs: 83, lastSyncUtcMs: at(0) },
  ],
  ['a server that was not heard for two hours', FAR, 7200, { state: 'holdover', source: 'ntp' }],
  ['no server yet', STARTED, 1, { state: 'unsynced', source: 'none' }],
  ['a clock that follows itself', ALONE, 30, { state: 'unsynced', source: 'none' }],
  ['PTP hardware', clockOf('PHC0'), 1, { state: 'locked', source: 'ptp' }],
  ['a satellite receiver', clockOf('PPS0'), 1, { state: 'locked', source: 'gnss' }],
])('chrony: %s', (_, text, afterS, expected) => {
  expect(parseChrony(text, at(afterS))).toMatchObject({ via: 'chrony', ...expected });
});

test.each(['', '506 Cannot talk to daemon\n', 'a,b\n', LOCKED.replace(',4,', ',')])(
  'chrony: %j says nothing',
  (text) => {
    expect(parseChrony(text, at(1))).toBeUndefined();
  },
);

const show = (synchronised: string) =>
  `Timezone=Asia/Shanghai\nLocalRTC=no\nCanNTP=yes\nNTP=yes\nNTPSynchronized=${synchronised}\n`;
// as systemd's documentation and tests show it; not recorded on a box of ours
const STATUS = `       Server: 192.0.2.7 (ntp.example.org)
Poll interval: 34min 8s (min: 32s; max 34min 8s)
         Leap: normal
      Version: 4
      Stratum: 2
    Reference: C0000201
    Precision: 1us (-25)
Root distance: 21.5ms (max: 5s)
       Offset: -1.172ms
        Delay: 9.345ms
       Jitter: 187us
 Packet count: 7
    Frequency: -2.345ppm
`;

test.each([
  [
    'a server that was heard ten minutes ago: the clock may have run off since',
    { show: show('yes'), status: STATUS, lastSyncUtcMs: at(0) },
    600,
    {
      state: 'locked',
      source: 'ntp',
      server: '192.0.2.7 (ntp.example.org)',
      offsetMs: -1.2,
      maxErrorMs: 83,
    },
  ],
  [
    'a server that was not heard for two hours',
    { show: show('yes'), status: STATUS, lastSyncUtcMs: at(0) },
    7200,
    { state: 'holdover', maxErrorMs: 743 },
  ],
  [
    'nobody knows since when: an hour is taken',
    { show: show('yes'), status: STATUS },
    0,
    { state: 'locked', maxErrorMs: 383 },
  ],
  [
    'offsets of minutes and seconds',
    { show: show('yes'), status: STATUS.replace('-1.172ms', '+1min 3.5s'), lastSyncUtcMs: at(0) },
    0,
    { offsetMs: 63_500 },
  ],
  [
    'another program keeps the time, and does not say how well',
    { show: show('yes'), status: '' },
    0,
    { state: 'locked', source: 'unknown' },
  ],
  [
    'no server was heard',
    { show: show('no'), status: '' },
    0,
    { state: 'unsynced', source: 'none' },
  ],
])('timesyncd: %s', (_, answers, afterS, expected) => {
  expect(parseTimesyncd(answers, at(afterS))).toMatchObject({ via: 'timesyncd', ...expected });
});

test('timesyncd: other words say nothing', () => {
  expect(parseTimesyncd({ show: 'System has not been booted', status: '' }, 0)).toBeUndefined();
});
