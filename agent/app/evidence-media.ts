import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cropStill } from '../adapters/pictures/crop.ts';
import { encodeJpeg } from '../adapters/pictures/jpeg.ts';
import type { Wanted } from '../core/evidence/media-plan.ts';
import { AgentError } from '../ports/errors.ts';
import type { Media } from '../ports/evidence.ts';
import type { Ring, Still } from '../ports/ring.ts';

const INDEX = 'media.json';
/** How much of the surroundings a close-up shows, as a share of the object's size. */
const MARGIN = 0.15;
/** Waiting for the end of a clip beyond its last moment. */
const LATE_MS = 10_000;

/** Pictures and films of one episode, kept on disk until its package is made. */
export class EpisodeMedia {
  readonly folder: string;

  constructor(heldFolder: string, episodeId: string) {
    this.folder = join(heldFolder, episodeId);
  }

  /** Everything taken so far, in order. */
  async list(): Promise<readonly Media[]> {
    const text = await readFile(join(this.folder, INDEX), 'utf8').catch((error: unknown) => {
      if (isMissing(error)) return '[]';
      throw error;
    });
    return JSON.parse(text) as Media[];
  }

  /** Takes what is wanted and not there yet from the ring; returns what could not be had, in words. */
  async collect(wanted: readonly Wanted[], ring: Ring): Promise<readonly string[]> {
    if (wanted.length === 0) return [];
    await mkdir(this.folder, { recursive: true });
    const missing: string[] = [];
    const stills = new Map<string, Still>();
    for (const one of wanted) {
      const have = await this.list();
      if (have.some(({ role }) => role === one.role)) continue;
      try {
        await this.#keep([...have, await this.#take(one, ring, stills)]);
      } catch (error) {
        if (!(error instanceof AgentError)) throw error;
        missing.push(`${one.role}: ${error.message}`);
      }
    }
    return missing;
  }

  /** Adds a file made from the others. */
  async add(media: Media): Promise<void> {
    const others = (await this.list()).filter(({ id }) => id !== media.id);
    await this.#keep([...others, media]);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  #keep(media: readonly Media[]): Promise<void> {
    return writeFile(join(this.folder, INDEX), JSON.stringify(media));
  }

  async #take(wanted: Wanted, ring: Ring, stills: Map<string, Still>): Promise<Media> {
    if (wanted.kind === 'clip') return this.#clip(wanted, ring);
    if (wanted.kind === 'still') {
      const still = await ring.still(wanted.atMs);
      stills.set(wanted.role, still);
      return this.#picture(wanted.role, still, still);
    }
    const origin = stills.get(wanted.of);
    if (origin === undefined)
      throw new AgentError('evidence/incomplete', `there is no ${wanted.of} to cut it from`);
    const crop = cropStill(origin.pixels, origin.size, wanted.box, MARGIN);
    return {
      ...(await this.#picture(wanted.role, origin, { pixels: crop.pixels, size: crop })),
      derivedFrom: [wanted.of],
    };
  }

  async #picture(
    role: string,
    { captureUtc, source }: Still,
    { pixels, size }: Pick<Still, 'pixels' | 'size'>,
  ): Promise<Media> {
    const path = join(this.folder, `${role}.jpg`);
    await writeFile(path, await encodeJpeg(pixels, size));
    const { width, height } = size;
    return { id: role, role, path, mime: 'image/jpeg', width, height, captureUtc, source };
  }

  async #clip(
    { role, fromMs, toMs }: Extract<Wanted, { kind: 'clip' }>,
    ring: Ring,
  ): Promise<Media> {
    const path = join(this.folder, `${role}.mp4`);
    const clip = await ring.clip(fromMs, toMs, path, toMs - fromMs + LATE_MS);
    return {
      id: role,
      role,
      path,
      mime: clip.mime,
      ...clip.size,
      captureUtc: clip.captureUtc,
      source: {
        ptsMs: 0,
        mediaMs: clip.fromMediaMs,
        toMediaMs: clip.toMediaMs,
        keyframe: true,
      },
    };
  }
}

export async function sha256Of(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
