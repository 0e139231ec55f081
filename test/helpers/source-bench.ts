import { setTimeout as sleep } from 'node:timers/promises';
import { type Ffmpeg, locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { openSource } from '../../agent/adapters/ffmpeg/open-source.ts';
import { type SourceOptions, sourceOptions } from '../../agent/adapters/ffmpeg/options.ts';
import type { SourceDeps } from '../../agent/adapters/ffmpeg/source-deps.ts';
import { WHOLE } from '../../agent/core/vision/view.ts';
import type { Clock } from '../../agent/ports/clock.ts';
import type { FrameSet, FrameSource, SourceNotice } from '../../agent/ports/frame-source.ts';

export const clock: Clock = {
  monotonicMs: () => performance.now(),
  utcMs: () => performance.timeOrigin + performance.now(),
  local: () => ({ date: '2026-01-01', weekday: 4, minute: 0 }),
};

let located: Promise<Ffmpeg> | undefined;
export const ffmpeg = (): Promise<Ffmpeg> => {
  located ??= locateFfmpeg(process.env);
  return located;
};

export interface Bench {
  readonly source: FrameSource;
  readonly notices: SourceNotice[];
  /** Resolves with the first notice, already told or not, that fits. */
  notice(fits: (notice: SourceNotice) => boolean): Promise<SourceNotice>;
}

/** A source from options as they stand in a config, with everything it says kept. */
export async function bench(
  options: Readonly<Record<string, unknown>>,
  deps: Partial<SourceDeps> = {},
  parsed: SourceOptions = sourceOptions.parse(options),
): Promise<Bench> {
  const notices: SourceNotice[] = [];
  const waiting: ((notice: SourceNotice) => void)[] = [];
  const source = openSource(parsed, {
    ffmpeg: await ffmpeg(),
    views: [WHOLE],
    input: { width: 64, height: 64 },
    clock,
    backoff: { minMs: 100, maxMs: 500 },
    ...deps,
    onNotice: (notice) => {
      notices.push(notice);
      for (const tell of waiting.splice(0)) tell(notice);
    },
  });
  const notice = async (fits: (notice: SourceNotice) => boolean): Promise<SourceNotice> => {
    for (;;) {
      const found = notices.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        waiting.push(() => resolve());
      });
    }
  };
  return { source, notices, notice };
}

/** Reads frame sets until `enough` says so, then stops the source. */
export async function read(
  source: FrameSource,
  enough: (sets: readonly FrameSet[]) => boolean,
): Promise<FrameSet[]> {
  const stop = new AbortController();
  const sets: FrameSet[] = [];
  for await (const set of source.frames(stop.signal)) {
    sets.push(set);
    if (enough(sets)) break;
  }
  stop.abort();
  return sets;
}

export const mediaTimes = (sets: readonly FrameSet[]): number[] => sets.map(([f]) => f.mediaMs);

export const spacings = (times: readonly number[]): number[] =>
  times.slice(1).map((time, index) => time - (times[index] ?? 0));

/** Whether a process lives; zombies do not count. */
export async function goneWithin(pid: number, ms: number, alive: (pid: number) => boolean) {
  const until = performance.now() + ms;
  while (alive(pid)) {
    if (performance.now() > until) return false;
    await sleep(50);
  }
  return true;
}
