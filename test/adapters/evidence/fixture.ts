import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openSigners, openSm2Signer } from '../../../agent/adapters/evidence/node-key.ts';
import {
  type EvidenceStore,
  openPackageWriter,
} from '../../../agent/adapters/evidence/package-writer.ts';
import type { Media, PackageInput, Signer, Signers } from '../../../agent/ports/evidence.ts';
import { CONTEXT, NOON } from '../../core/evidence/gate-fixture.ts';

const HAS_FFMPEG = spawnSync('ffmpeg', ['-version']).status === 0;
export const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;
export const HAS_SHA256SUM = spawnSync('sha256sum', ['--version']).status === 0;

const PART = { left: 0.2, top: 0.3, right: 0.45, bottom: 0.64 };
const REVIEW = {
  derivedFrom: ['closeup'],
  redaction: [{ what: 'head', box: { left: 0.1, top: 0, right: 0.2, bottom: 0.3 } }],
} as const;

/** A data directory with generated pictures in it, gone at the end of the block. */
export class Bench implements AsyncDisposable {
  readonly root: string;
  readonly signers: Signers;
  /** Moved on by hand. */
  nowMs = NOON;

  private constructor(root: string, signers: Signers) {
    this.root = root;
    this.signers = signers;
  }

  get signer(): Signer {
    return this.signers[0];
  }

  static async open(parent = tmpdir(), { sm2 = false } = {}): Promise<Bench> {
    const root = await mkdtemp(join(parent, 'streetwarden-evidence-'));
    if (sm2) await openSm2Signer(root);
    return new Bench(root, await openSigners(root));
  }

  /** The same data directory under another key. */
  withSigners(...signers: Signers): Bench {
    return new Bench(this.root, signers);
  }

  /** A fresh start of the agent on the same disk. */
  store(directory = join(this.root, 'evidence')): Promise<EvidenceStore> {
    const { signers } = this;
    const node = { id: 'box-1' };
    const software = { name: 'streetwarden', version: '0.1.0' };
    return openPackageWriter({ directory, signers, node, software }, { utcMs: () => this.nowMs });
  }

  async input(evidenceId: string, more: Partial<PackageInput> = {}): Promise<PackageInput> {
    return {
      evidenceId,
      episodeId: 'episode-1',
      violation: 'sidewalk-parking',
      stage: 'confirmed',
      target: 'district',
      facts: { dwellMs: 300_000, zone: '人行道' },
      context: CONTEXT,
      media: await this.media(),
      required: ['panorama-first', 'panorama-last', 'closeup', 'plate'],
      unmet: [],
      ...more,
    };
  }

  /** Two panoramas five minutes apart, close-ups cut from the second, a review copy, a sheet, and a clip with ffmpeg. */
  async media(): Promise<Media[]> {
    const first = await this.#picture('panorama-first', 1280, 720, '#446688', 0);
    const last = await this.#picture('panorama-last', 1280, 720, '#664488', 300_000);
    const from = { derivedFrom: ['panorama-last'] };
    const pictures = [
      first,
      last,
      { ...(await this.#picture('closeup', 320, 240, '#aa4422', 300_000)), ...from, part: PART },
      { ...(await this.#picture('plate', 96, 32, '#2244aa', 300_000)), ...from },
      { ...(await this.#picture('sheet', 640, 360, '#888888', 300_000)), ...from },
      { ...(await this.#picture('review-closeup', 320, 240, '#aa4422', 300_000)), ...REVIEW },
    ];
    return HAS_FFMPEG ? [...pictures, await this.#clip()] : pictures;
  }

  async #picture(
    id: string,
    width: number,
    height: number,
    background: string,
    atMs: number,
  ): Promise<Media> {
    const path = await this.#place(`${id}.jpg`);
    await writeFile(path, await jpeg(width, height, background));
    return { id, role: id, path, mime: 'image/jpeg', width, height, ...captured(atMs) };
  }

  async #clip(): Promise<Media> {
    const path = await this.#place('clip-last.mp4');
    mp4 ??= filmClip(path);
    await writeFile(path, mp4);
    const size = { width: 128, height: 72 };
    const role = 'clip-last';
    return { id: role, role, path, mime: 'video/mp4', ...size, ...captured(297_000) };
  }

  async #place(name: string): Promise<string> {
    await mkdir(join(this.root, 'held'), { recursive: true });
    return join(this.root, 'held', name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

const jpegs = new Map<string, Buffer>();
let mp4: Buffer | undefined;

async function jpeg(width: number, height: number, background: string): Promise<Buffer> {
  const made =
    jpegs.get(background) ??
    (await sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer());
  jpegs.set(background, made);
  return made;
}

function filmClip(path: string): Buffer {
  const source = ['-f', 'lavfi', '-i', 'testsrc=size=128x72:rate=5:duration=1'];
  const args = ['-v', 'error', '-y', ...source, '-pix_fmt', 'yuv420p', path];
  const { status, stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ffmpeg made no clip: ${stderr}`);
  return readFileSync(path);
}

function captured(atMs: number): Pick<Media, 'captureUtc' | 'source'> {
  return {
    captureUtc: { utcMs: NOON + atMs, method: 'rtcp-sr', maxErrorMs: 80 },
    source: { ptsMs: atMs, mediaMs: atMs, keyframe: true },
  };
}
