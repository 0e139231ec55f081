import { expect, test } from 'vitest';
import { StreamCheck } from '../../agent/app/stream-check.ts';
import type { Verdicts } from '../../agent/core/health/condition.ts';
import { AgentError } from '../../agent/ports/errors.ts';
import { streetPicture } from '../core/scene/synthetic.ts';
import { memoryLog } from '../helpers/outbox.ts';

/** A main stream that shows the street `seed` at any time. */
function mainOf(seed: number) {
  const { width, height, luma } = streetPicture({ seed });
  const pixels = Uint8Array.from(
    { length: luma.length * 3 },
    (_, at) => luma[Math.floor(at / 3)] ?? 0,
  );
  return {
    still: async (mediaMs: number) => ({
      ...{ pixels, size: { width, height } },
      captureUtc: { utcMs: 0, method: 'arrival' as const, maxErrorMs: 0 },
      source: { ptsMs: mediaMs, mediaMs, keyframe: true },
    }),
  };
}

/** What is said over 25 s of a small stream that shows street 1. */
async function said(ring: ConstructorParameters<typeof StreamCheck>[0]['ring']) {
  const check = new StreamCheck({ ring, log: memoryLog() });
  const verdicts: Verdicts[] = [];
  for (let atMs = 0; atMs <= 25_000; atMs += 500) {
    verdicts.push(check.step(streetPicture({ seed: 1, noiseSeed: atMs + 3 }), atMs));
    await new Promise(setImmediate); // the comparison runs beside the pictures
  }
  return verdicts.flatMap((one) => one['other-stream']?.bad ?? []);
}

test('a main stream of the same street is in order, and not asked about again for a minute', async () => {
  expect(await said(mainOf(1))).toEqual([false]);
});

test('a main stream of another street is told, and looked at again soon', async () => {
  expect(await said(mainOf(2))).toEqual([true, true]);
});

test('where the main stream has no picture nothing is said', async () => {
  const still = async () => Promise.reject(new AgentError('ring/gone', 'not there'));
  expect(await said({ still })).toEqual([]);
});
