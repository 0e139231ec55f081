import { locateFfmpeg } from '../../../agent/adapters/ffmpeg/binary.ts';
import { openSource } from '../../../agent/adapters/ffmpeg/open-source.ts';
import { sourceOptions } from '../../../agent/adapters/ffmpeg/options.ts';
import { WHOLE } from '../../../agent/core/vision/view.ts';
import type { Clock } from '../../../agent/ports/clock.ts';
import type { SourceNotice } from '../../../agent/ports/frame-source.ts';
import { type Mount, type RtspServer, startRtspServer } from '../../../test/helpers/rtsp-server.ts';
import { shownTime } from '../../../test/helpers/shown-time.ts';
import { median, quantile, round } from '../stats.ts';
import { CASES, type Case } from './cases.ts';
import { type ReportReader, readReports } from './report-reader.ts';

/**
 * How right capture times are: cameras of GStreamer's RTSP server show their own clock in each picture, and
 * the agent's source says when it was taken. `npx tsx scripts/bench/camera-time/run.ts [NAME...]`
 */
const LIVE = { width: 640, height: 360, fps: 25 };
const TOGETHER = 4;

interface Seen {
  readonly sinceMs: number;
  readonly method: string;
  readonly utcMs: number;
  readonly offMs: number;
  readonly maxErrorMs: number;
}

/** The box's clock, set by so much at a moment after the start. */
function boxClock(step: Case['boxStep']): Clock {
  const startMs = performance.now();
  const offMs = () =>
    step !== undefined && performance.now() - startMs >= step.atMs ? step.byMs : 0;
  return {
    monotonicMs: () => performance.now(),
    utcMs: () => Date.now() + offMs(),
    local: () => ({ date: '2026-01-01', weekday: 4, minute: 0 }),
  };
}

async function watch(one: Case, url: string): Promise<object> {
  const { transport = 'tcp', seconds = 60 } = one;
  const notices: SourceNotice[] = [];
  const source = openSource(sourceOptions.parse({ kind: 'rtsp', url, transport, fps: 25 }), {
    ffmpeg: await locateFfmpeg(process.env),
    views: [WHOLE],
    input: LIVE,
    clock: boxClock(one.boxStep),
    onNotice: (notice) => notices.push(notice),
  });
  using reader = one.beside === true ? await readReports(url) : undefined;
  const seen: Seen[] = [];
  const startMs = performance.now();
  let lastMediaMs = Number.NEGATIVE_INFINITY;
  let disorder = 0;
  const reportStates = new Set<string>();
  for await (const [frame] of source.frames(AbortSignal.timeout(seconds * 1000))) {
    const { utcMs, method, maxErrorMs } = frame.captureUtc;
    const offMs = utcMs - shownTime(frame);
    seen.push({ sinceMs: performance.now() - startMs, method, utcMs, offMs, maxErrorMs });
    if (frame.mediaMs <= lastMediaMs) disorder += 1;
    lastMediaMs = frame.mediaMs;
    reportStates.add(source.health().clock?.reports ?? '-');
  }
  const steps = notices.flatMap((one) => (one.type === 'clock-step' ? [one.stepMs] : []));
  const states = [...reportStates].join(' ');
  const beside = reader && { reader: apartUs(seen, reader) };
  return {
    name: one.name,
    ...beside,
    ...table(seen),
    ...(steps.length > 0 && { steps }),
    states,
    disorder,
  };
}

function table(seen: readonly Seen[]) {
  const believed = seen.filter(({ method }) => method === 'rtcp-sr');
  const offs = believed.map(({ offMs }) => Math.abs(offMs));
  const arrivals = seen.filter(({ method }) => method === 'arrival');
  return {
    pictures: seen.length,
    reported: believed.length,
    ...(believed.length > 0 && {
      firstAtS: round((believed[0]?.sinceMs ?? 0) / 1000, 1),
      medianMs: round(median(offs)),
      p99Ms: round(quantile(offs, 0.99)),
      maxMs: round(Math.max(...offs)),
      over100: offs.filter((ms) => ms > 100).length,
      boundMs: round(Math.max(...believed.map(({ maxErrorMs }) => maxErrorMs))),
    }),
    outside: seen.filter(({ offMs, maxErrorMs }) => Math.abs(offMs) > maxErrorMs).length,
    arrivalMedianMs: round(median(arrivals.map(({ offMs }) => offMs)), 0),
  };
}

/** How far times of ours lie from those that a reader of its own makes of the same reports, microseconds. */
function apartUs(seen: readonly Seen[], { picturesUs, reports }: ReportReader) {
  const apart = seen
    .filter(({ method, utcMs }) => method === 'rtcp-sr' && utcMs * 1000 >= (picturesUs[0] ?? 0))
    .map(({ utcMs }) => Math.min(...picturesUs.map((us) => Math.abs(us - utcMs * 1000))));
  return { reports, medianUs: round(median(apart), 0), maxUs: round(Math.max(...apart), 0) };
}

async function main(names: readonly string[]): Promise<void> {
  const cases = CASES.filter(({ name }) => names.length === 0 || names.includes(name));
  for (let at = 0; at < cases.length; at += TOGETHER) {
    const batch = cases.slice(at, at + TOGETHER);
    const mounts = batch.map(({ name, mount }): Mount => {
      const { bFrames = 0, ...rest } = mount ?? {};
      return { path: `/${name}`, live: { ...LIVE, bFrames }, srIntervalMs: 1000, ...rest };
    });
    await using server: RtspServer = await startRtspServer({ mounts });
    const rows = await Promise.all(batch.map((one) => watch(one, server.url(`/${one.name}`))));
    for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
  }
}

await main(process.argv.slice(2));
