import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurable } from '../adapters/evidence/durable-files.ts';
import type { Wanted } from '../core/evidence/media-plan.ts';
import type { MomentSight, Sight } from '../core/evidence/sight.ts';
import type { Box } from '../core/geometry/box.ts';
import { wholeMs } from '../core/time/capture-utc.ts';
import { AgentError } from '../ports/errors.ts';
import type { Media } from '../ports/evidence.ts';
import type { Photo, PictureSource, Ring } from '../ports/ring.ts';

const INDEX = 'media.json';
/** Waiting for the end of a clip beyond its last moment. */
const LATE_MS = 10_000;
/** A clip that is shorter than asked by more than this says so. */
const SHORT_MS = 1000;

/** A file, and what is not as it was asked for, in words. */
interface Taken {
  readonly media: Media;
  readonly lacks?: string;
}

/** Pictures and films of one episode, kept on disk until its package is made. */
export class EpisodeMedia {
  readonly folder: string;

  constructor(heldFolder: string, episodeId: string) {
    this.folder = join(heldFolder, episodeId);
  }

  /** Everything taken so far that is whole on disk, in order. */
  async list(): Promise<readonly Media[]> {
    const whole: Media[] = [];
    for (const media of await this.#index()) if (await hasBytes(media.path)) whole.push(media);
    return whole;
  }

  /**
   * Takes what is wanted and not there yet from the ring; returns what could not be had, in words. Throws
   * when the ring is being closed: then nothing is missing, it is only too late for now. `sight` is told of the
   * photograph of its moment.
   */
  async collect(
    wanted: readonly Wanted[],
    ring: Ring,
    sight?: MomentSight,
  ): Promise<readonly string[]> {
    if (wanted.length === 0) return [];
    await mkdir(this.folder, { recursive: true });
    const missing: string[] = [];
    for (const one of wanted) {
      const have = await this.list();
      if (have.some(({ role }) => role === one.role)) continue;
      try {
        const { media, lacks } = await this.#takeOr(one, ring, have);
        await this.add({ ...media, ...sightIn(one, sight) });
        if (lacks !== undefined) missing.push(`${one.role}: ${lacks}`);
      } catch (error) {
        if (!(error instanceof AgentError) || error.code === 'ring/closed') throw error;
        missing.push(`${one.role}: ${error.message}`);
      }
    }
    return missing;
  }

  /** Adds a file made from the others, or replaces it. */
  async add(media: Media): Promise<void> {
    const others = (await this.list()).filter(({ id }) => id !== media.id);
    await this.write(INDEX, Buffer.from(JSON.stringify([...others, media])));
  }

  /** Writes a file of this episode so that it is whole or not there; returns its path. */
  async write(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(this.folder, name);
    await replaceDurable(path, bytes);
    return path;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** An index that a crash left unreadable names nothing: the pictures are taken anew. */
  async #index(): Promise<readonly Media[]> {
    try {
      return JSON.parse(await readFile(join(this.folder, INDEX), 'utf8')) as Media[];
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return [];
      throw error;
    }
  }

  /** What is wanted, or what is wanted instead where the pictures of then are gone. */
  async #takeOr(wanted: Wanted, ring: Ring, have: readonly Media[]): Promise<Taken> {
    const instead = 'instead' in wanted ? wanted.instead : undefined;
    try {
      return await this.#take(wanted, ring, have);
    } catch (error) {
      const isGone = error instanceof AgentError && error.code === 'ring/gone';
      if (!isGone || instead === undefined) throw error;
      return this.#take(instead, ring, have);
    }
  }

  async #take(wanted: Wanted, ring: Ring, have: readonly Media[]): Promise<Taken> {
    if (wanted.kind === 'clip') return this.#clip(wanted, ring);
    if (wanted.kind === 'still')
      return { media: await this.#picture(wanted.role, await ring.photo(wanted.atMs)) };
    const { role } = wanted;
    const part = inPicture(wanted.part);
    if (wanted.kind === 'part')
      return {
        media: { ...(await this.#picture(role, await ring.photo(wanted.atMs, part))), part },
      };
    const origin = have.find((one) => one.role === wanted.of)?.source;
    if (origin === undefined)
      throw new AgentError('evidence/incomplete', `there is no ${wanted.of} to cut it from`);
    const picture = await this.#picture(role, await ring.photo(origin.mediaMs, part));
    return { media: { ...picture, part, derivedFrom: [wanted.of] } };
  }

  async #picture(
    role: string,
    { jpeg, size, captureUtc, source, decoded, rect }: Photo,
  ): Promise<Media> {
    const path = await this.write(`${role}.jpg`, jpeg);
    const at = { captureUtc: wholeMs(captureUtc), source: wholeSource(source) };
    return {
      ...{ id: role, role, path, mime: 'image/jpeg', ...size, ...at },
      ...(decoded !== undefined && { decoded }),
      ...(rect !== undefined && { rect }),
    };
  }

  async #clip(
    { role, atMs, fromMs, toMs }: Extract<Wanted, { kind: 'clip' }>,
    ring: Ring,
  ): Promise<Taken> {
    const path = join(this.folder, `${role}.mp4`);
    const clip = await ring.clip(fromMs, toMs, path, toMs - fromMs + LATE_MS, atMs);
    const { fromMediaMs, toMediaMs, mime, size, captureUtc, lagMs } = clip;
    if (fromMediaMs > atMs || toMediaMs < atMs)
      throw new AgentError('evidence/incomplete', 'the moment itself was not recorded');
    const lag = lagMs === undefined ? {} : { lagMs };
    const source = { ptsMs: 0, mediaMs: fromMediaMs, toMediaMs, keyframe: true, ...lag };
    const at = { captureUtc: wholeMs(captureUtc), source: wholeSource(source) };
    const media = { id: role, role, path, mime, ...size, ...at };
    const [late, early] = [Math.max(0, fromMediaMs - fromMs), Math.max(0, toMs - toMediaMs)];
    if (late + early <= SHORT_MS) return { media };
    const lacks = [
      late > 0 && `its first ${seconds(late)}`,
      early > 0 && `its last ${seconds(early)}`,
    ];
    return {
      media,
      lacks: `it lacks ${lacks.filter(Boolean).join(' and ')} of the ${seconds(toMs - fromMs)} asked for`,
    };
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** The part of the picture that there is, to a hundredth of a pixel. */
function inPicture({ left, top, right, bottom }: Box): Box {
  const within = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1e6) / 1e6;
  const [x0, y0, x1, y1] = [left, top, right, bottom].map(within) as [
    number,
    number,
    number,
    number,
  ];
  return { left: x0, top: y0, right: x1, bottom: y1 };
}

/** What the model found, where this is the picture in which it did. */
function sightIn(wanted: Wanted, sight: MomentSight | undefined): { readonly sight?: Sight } {
  if (sight === undefined || wanted.kind !== 'still' || wanted.atMs !== sight.atMs) return {};
  const { label, score, box } = sight;
  return { sight: { label, score, box } };
}

/** Times in whole milliseconds. */
function wholeSource<S extends PictureSource>(source: S): S {
  const times = Object.entries(source).map(([key, value]) => [
    key,
    typeof value === 'number' ? Math.round(value) : value,
  ]);
  return Object.fromEntries(times);
}

export async function sha256Of(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

async function hasBytes(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
