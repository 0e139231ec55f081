import { Latest } from '../../lib/latest.ts';
import type { FrameSet, FrameSource, ShownTime } from '../../ports/frame-source.ts';
import type { Input } from './args.ts';
import { CameraClock, type ConnectionTimes } from './camera-clock.ts';
import type { ConnectionDeps } from './connection.ts';
import { copyTimes } from './copy-times.ts';
import { toFrames } from './frames.ts';
import { type Health, newHealth } from './health.ts';
import type { HttpOptions, LiveOptions, RtmpOptions, RtspOptions } from './options.ts';
import type { RecordingSink } from './recording.ts';
import { type Addresses, resolveAddresses } from './resolver.ts';
import type { SourceDeps } from './source-deps.ts';
import { keepConnected, type Link, type LinkState, untilResolved } from './supervise-link.ts';

export const rtspSource = (options: RtspOptions, deps: SourceDeps): FrameSource =>
  new LiveSource(options, deps);
export const rtmpSource = (options: RtmpOptions, deps: SourceDeps): FrameSource =>
  new LiveSource(options, deps);
export const httpSource = (options: HttpOptions, deps: SourceDeps): FrameSource =>
  new LiveSource(options, deps);

/** A camera whose stream can never be recorded loses a second of pictures in so long, no more. */
const RENEW_AFTER_MS = 60_000;

type Role = 'both' | 'main' | 'sub';

/** A camera: one child, or one for the main and one for the sub stream, each connected for ever. */
class LiveSource implements FrameSource {
  readonly #options: LiveOptions;
  readonly #deps: SourceDeps;
  readonly #health: Health = newHealth();
  #latest = new Latest<FrameSet>();
  #times: CameraClock | undefined;
  #damagedMs: number | undefined;

  constructor(options: LiveOptions, deps: SourceDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  health(): Health {
    const clock = this.#times?.leader?.health();
    return { ...this.#health, dropped: this.#latest.dropped, ...(clock && { clock }) };
  }

  correct(shown: ShownTime | undefined): void {
    this.#times?.correct(shown);
  }

  async *frames(signal: AbortSignal): AsyncGenerator<FrameSet, void, undefined> {
    const stop = new AbortController();
    const until = AbortSignal.any([signal, stop.signal]);
    this.#latest = new Latest();
    const latest = this.#latest;
    const running = this.#run(until).finally(() => latest.end());
    until.addEventListener('abort', () => latest.end(), { once: true });
    try {
      yield* latest;
    } finally {
      stop.abort();
      await running;
      Object.assign(this.#health, { state: 'ended' });
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, resume, onNotice, senderReports = true } = this.#deps;
    const times = new CameraClock(clock, resume, {
      senderReports,
      onBreak: (reason) => onNotice({ type: 'time-break', reason }),
      onStep: (step) => onNotice({ type: 'clock-step', ...step }),
    });
    this.#times = times;
    const first = await untilResolved(() => this.#resolve(signal), this.#supervision(), signal);
    if (first === undefined) return;
    const resolver = (): (() => Promise<Addresses>) => {
      let fresh: Addresses | undefined = first;
      return async () => {
        const known = fresh;
        fresh = undefined; // addresses may be good for one session only
        return known ?? this.#resolve(signal);
      };
    };
    const stop = new AbortController();
    const until = AbortSignal.any([signal, stop.signal]);
    const roles: readonly Role[] = first.sub === undefined ? ['both'] : ['main', 'sub'];
    const links = roles.map((role) =>
      keepConnected(this.#link(role, times, resolver()), until).catch((error: unknown) => {
        stop.abort(); // a mistake in one link must not leave the other running unseen
        throw error;
      }),
    );
    const failed = (await Promise.allSettled(links)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  async #resolve(signal: AbortSignal): Promise<Addresses> {
    const { url = '', sub, resolver } = this.#options;
    const own = sub === undefined ? {} : { sub };
    if (resolver === undefined) return { url, ...own };
    return { ...own, ...(await resolveAddresses(resolver, signal)) };
  }

  #supervision() {
    const { onNotice, random = Math.random, backoff, clock } = this.#deps;
    return {
      onNotice,
      random,
      clock,
      health: this.#health,
      ...(backoff === undefined ? {} : { backoff }),
    };
  }

  #link(role: Role, camera: CameraClock, resolve: () => Promise<Addresses>): Link {
    const { ffmpeg, input, clock } = this.#deps;
    const common = {
      ...{ ffmpeg, input, clock, stallMs: this.#options.stallAfter },
      renewAfterMs: RENEW_AFTER_MS,
    };
    return {
      ...this.#supervision(),
      role,
      connect: async (state) => {
        const addresses = await resolve();
        const times = role === 'sub' ? camera.sub() : camera.main();
        const sink = this.#sink(role, times, state);
        const { marks } = kindOf(addressOf(role, addresses)) === 'rtsp' ? times : {};
        const deps: ConnectionDeps = {
          ...common,
          ...(marks !== undefined && ffmpeg.has.writePrft
            ? { onMarks: (chunk) => marks.push(chunk) }
            : {}),
          views: role === 'main' ? [] : this.#deps.views,
          ...(sink === undefined ? {} : { sink }),
          onStart: (pid) => state.started(pid),
          onSet: (set, facts) => {
            const mediaMs = times.frameMs(set.ptsMs);
            if (mediaMs === undefined) return undefined;
            state.live(facts.picture, facts.codec ?? 'unknown');
            if (set.lacksData) this.#damaged(mediaMs);
            const captureUtc = times.captureUtc(set.ptsMs);
            const at = { mediaMs, captureUtc, damagedMs: this.#damagedMs };
            const frames = toFrames(set, this.#deps.views, { input, picture: facts.picture }, at);
            if (frames === undefined) return undefined;
            this.#health.frames += 1;
            this.#latest.put(frames);
            return undefined;
          },
          onCopy: ({ picture, codec }) => {
            if (role === 'main' && picture !== undefined) state.live(picture, codec ?? 'unknown');
          },
        };
        return { input: this.#input(role, addresses), deps };
      },
    };
  }

  #damaged(mediaMs: number): void {
    this.#damagedMs = mediaMs;
    this.#health.damaged += 1;
  }

  /** Where the copy goes: to the ring, or only to be read for its times. */
  #sink(role: Role, times: ConnectionTimes, { copies }: LinkState): RecordingSink | undefined {
    const { recording, ffmpeg } = this.#deps;
    if (!copies) return undefined;
    if (role !== 'sub' && recording !== undefined) return recording.begin(times);
    return ffmpeg.has.writePrft ? copyTimes(times) : undefined;
  }

  #input(role: Role, addresses: Addresses): Input {
    const { decode, fps, stallAfter } = this.#options;
    const address = addressOf(role, addresses);
    const kind = kindOf(address);
    const transport = 'transport' in this.#options ? this.#options.transport : 'tcp';
    const timeoutMs = stallAfter * 2; // the watchdog speaks first: it knows more
    return {
      kind,
      url: address,
      decode,
      fps,
      timeoutMs,
      ...(kind === 'rtsp' ? { transport } : {}),
    };
  }
}

function addressOf(role: Role, { url, sub }: Addresses): string {
  return role === 'sub' ? (sub ?? url) : url;
}

/** A resolver may answer with another kind of address than the one configured. */
function kindOf(address: string): Input['kind'] {
  if (/^rtsps?:/.test(address)) return 'rtsp';
  return /^rtmps?:/.test(address) ? 'rtmp' : 'http';
}
