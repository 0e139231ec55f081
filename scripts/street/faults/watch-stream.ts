import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { StderrReader } from '../../../agent/adapters/ffmpeg/stderr.ts';
import type { Condition } from '../../../agent/core/health/condition.ts';
import { type HealthPicture, healthPicture } from '../../../agent/core/health/health-picture.ts';
import { beginHealth, stepHealth } from '../../../agent/core/health/step-health.ts';
import { beginViews } from '../../../agent/core/scene/views.ts';
import { AgentError } from '../../../agent/ports/errors.ts';
import type { Said } from './judge.ts';
import { FAULT_S } from './kinds.ts';
import { losePackets } from './lose-packets.ts';
import {
  decodeArgs,
  encodeArgs,
  MEASURED,
  PICTURES_PER_S,
  type StreamPlan,
} from './stream-args.ts';

const WATCHED = { picture: true, scene: true };

/**
 * What the agent's health says of each picture of a stream until `isEnough`, and what it costs. Throws AgentError
 * 'ffmpeg/failed'.
 */
export async function watchStream(
  ffmpeg: string,
  plan: StreamPlan,
  isEnough: (said: readonly Said[]) => boolean = () => false,
): Promise<{ readonly said: readonly Said[]; readonly costMs: number }> {
  const said: Said[] = [];
  let state = beginHealth(beginViews([]));
  let costMs = 0;
  let damagedMs: number | undefined;
  for await (const { pixels, lacksData } of decoded(ffmpeg, plan)) {
    const mediaMs = (said.length * 1000) / PICTURES_PER_S;
    if (lacksData) damagedMs = mediaMs;
    const before = process.cpuUsage();
    const picture = healthPicture(pixels, { input: MEASURED, content: MEASURED, damagedMs });
    const step = stepHealth(WATCHED, state, picture, mediaMs);
    costMs += process.cpuUsage(before).user / 1000;
    state = step.state;
    const suspects = Object.keys(state.watch) as Condition[];
    said.push({ mediaMs, suspects, changes: step.changes });
    if (isEnough(said)) break;
  }
  return { said, costMs };
}

/** The pictures of a stream as health gets them, two a second. Throws AgentError 'ffmpeg/failed'. */
export async function* streamPictures(
  ffmpeg: string,
  plan: StreamPlan,
): AsyncIterable<HealthPicture> {
  const size = { input: MEASURED, content: MEASURED };
  for await (const { pixels } of decoded(ffmpeg, plan)) yield healthPicture(pixels, size);
}

interface Decoded {
  readonly pixels: Uint8Array;
  /** As the decoder says, or the transport where it counts. */
  readonly lacksData: boolean;
}

async function* decoded(ffmpeg: string, plan: StreamPlan): AsyncIterable<Decoded> {
  const encoder = spawn(ffmpeg, encodeArgs(plan), { stdio: ['ignore', 'pipe', 'pipe'] });
  const decoder = spawn(ffmpeg, decodeArgs(plan), { stdio: ['pipe', 'pipe', 'pipe'] });
  let lacksData = false;
  const reader = new StderrReader({
    onPicture: () => {},
    onLack: (by) => {
      lacksData ||= by === 'decoder' || plan.fault?.isCounted === true;
    },
  });
  decoder.stderr.setEncoding('utf8').on('data', (text: string) => reader.push(text));
  const words: string[] = [];
  encoder.stderr.setEncoding('utf8').on('data', (text: string) => words.push(text));
  // not 'close': what is left in a pipe that nobody reads would hold it up
  const ended = Promise.all([once(encoder, 'exit'), once(decoder, 'exit')]);
  decoder.stdin.on('error', () => undefined); // it stops reading at the end of its case
  const share = plan.fault?.loss ?? 0;
  const stream =
    share > 0 ? encoder.stdout.pipe(losePackets(share, FAULT_S, plan.seed)) : encoder.stdout;
  stream.pipe(decoder.stdin);
  try {
    for await (const pixels of chunks(decoder.stdout, MEASURED.width * MEASURED.height * 3)) {
      yield { pixels, lacksData };
      lacksData = false;
    }
    const [[code]] = await ended;
    if (code !== 0)
      throw new AgentError('ffmpeg/failed', `ffmpeg stopped (${code}): ${words.join('')}`);
  } finally {
    for (const child of [encoder, decoder]) if (child.exitCode === null) child.kill('SIGKILL');
    await ended;
  }
}

async function* chunks(stream: Readable, bytes: number): AsyncIterable<Uint8Array> {
  let parts: Buffer[] = [];
  let have = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    have += part.length;
    while (have >= bytes) {
      const all = Buffer.concat(parts);
      yield all.subarray(0, bytes);
      parts = [all.subarray(bytes)];
      have -= bytes;
    }
  }
}
