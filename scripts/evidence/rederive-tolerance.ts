/**
 * How far photographs and detections that are derived again differ between builds of ffmpeg, with and without the
 * processor's own instructions (`-cpuflags 0` is what any other processor computes at worst), and between threads
 * and optimisations of the model's runtime. Prints the largest differences over all photographs.
 *
 * Run: npx tsx scripts/evidence/rederive-tolerance.ts PACKAGE...
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { openClaims } from '../../agent/adapters/evidence/open-claims.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { ClipDecoder } from '../../agent/adapters/ffmpeg/clip-decoder.ts';
import { modelsIn } from '../../agent/adapters/onnx/find-model.ts';
import { loadManifest } from '../../agent/adapters/onnx/load-manifest.ts';
import { type DetectManifest, thresholdsOf } from '../../agent/adapters/onnx/manifest.ts';
import { detectionsReader } from '../../agent/adapters/onnx/read-outputs.ts';
import { feeder } from '../../agent/adapters/onnx/session.ts';
import { jpegPixels } from '../../agent/adapters/pictures/jpeg-pixels.ts';
import { iou } from '../../agent/core/geometry/iou.ts';
import { type ClaimedMedia, photographs } from '../../agent/core/rederive/claims.ts';
import { pixelDifference } from '../../agent/core/rederive/same-pixels.ts';
import { edgeDifference } from '../../agent/core/rederive/same-sight.ts';
import { WHOLE } from '../../agent/core/vision/view.ts';

const folder = mkdtempSync(join(tmpdir(), 'rederive-'));

interface Decoding {
  readonly name: string;
  readonly path: string;
}

/** Every build at hand, as it is and without the processor's own instructions. */
async function decodings(): Promise<Decoding[]> {
  const system = await locateFfmpeg({ PATH: process.env['PATH'] });
  const bundled = await locateFfmpeg({ PATH: '' });
  return [system, bundled].flatMap(({ path, version, origin }) => {
    const plain = join(folder, `${origin}-plain`);
    writeFileSync(plain, `#!/bin/sh\nexec '${path}' -cpuflags 0 "$@"\n`);
    chmodSync(plain, 0o755);
    const name = `ffmpeg ${version.split('-')[0]} (${origin})`;
    return [
      { name, path },
      { name: `${name}, no SIMD`, path: plain },
    ];
  });
}

const RUNTIMES: Readonly<Record<string, InferenceSession.SessionOptions>> = {
  '1 thread': { intraOpNumThreads: 1 },
  '2 threads': { intraOpNumThreads: 2 },
  '4 threads': { intraOpNumThreads: 4 },
  'no graph optimisation': { intraOpNumThreads: 1, graphOptimizationLevel: 'disabled' },
  'basic graph optimisation': { intraOpNumThreads: 1, graphOptimizationLevel: 'basic' },
  'no packing of weights': {
    intraOpNumThreads: 1,
    extra: { session: { disable_prepacking: '1' } },
  },
};

interface Model {
  readonly manifest: DetectManifest;
  readonly sessions: ReadonlyMap<string, InferenceSession>;
}

const models = new Map<string, Promise<Model>>();

function modelOf(sha256: string): Promise<Model> {
  const model = models.get(sha256) ?? openModel(sha256);
  models.set(sha256, model);
  return model;
}

async function openModel(sha256: string): Promise<Model> {
  const found = await modelsIn([join(import.meta.dirname, '../../models')]);
  const here = found.find((one) => one.sha256 === sha256);
  if (here === undefined) throw new Error(`no model with sha256 ${sha256} here`);
  const { manifest, path } = await loadManifest(here.directory);
  if (manifest.task !== 'detect') throw new Error(`${here.name} is no detector`);
  const sessions = new Map<string, InferenceSession>();
  for (const [name, options] of Object.entries(RUNTIMES))
    sessions.set(name, await InferenceSession.create(path, options));
  return { manifest, sessions };
}

/** By what was varied: the largest of each difference. */
const largest = new Map<string, Record<string, number>>();
let sights = 0;
let pictures = 0;

function note(name: string, differences: Readonly<Record<string, number>>): void {
  const before = largest.get(name) ?? {};
  const entries = Object.entries(differences);
  largest.set(name, {
    ...before,
    ...Object.fromEntries(entries.map(([key, one]) => [key, Math.max(one, before[key] ?? 0)])),
  });
}

/** One photograph, made again and looked at again by every decoder. */
async function compare(photo: ClaimedMedia, paths: { clip: string; jpeg: string }, sha256: string) {
  const signed = await jpegPixels(execFileSync('cat', [paths.jpeg], { maxBuffer: 64 << 20 }));
  pictures += 1;
  for (const { name, path } of await decodings()) {
    const decoder = new ClipDecoder(paths.clip, path);
    const film = await decoder.frames();
    const found = film.frames.find(({ sha256: hash }) => hash === photo.decoded?.sha256);
    if (found === undefined) throw new Error(`${name} decodes ${photo.id} otherwise`);
    const made = await jpegPixels(await decoder.photo(found.index, film.colour, photo.rect));
    if (made !== undefined && signed !== undefined) {
      const { largest: most, mean } = pixelDifference(made.pixels, signed.pixels);
      note(name, { jpegLargest: most, jpegMean: mean });
    }
    if (photo.sight !== undefined)
      await look(name, photo, { decoder, film, at: found.index }, sha256);
  }
}

interface At {
  readonly decoder: ClipDecoder;
  readonly film: Awaited<ReturnType<ClipDecoder['frames']>>;
  readonly at: number;
}

async function look(name: string, photo: ClaimedMedia, { decoder, film, at }: At, sha256: string) {
  const { manifest, sessions } = await modelOf(sha256);
  const [frame] = await decoder.views([at], { view: WHOLE, input: manifest.input }, film);
  const { sight } = photo;
  if (frame === undefined || sight === undefined) return;
  const read = detectionsReader(manifest, thresholdsOf(manifest));
  for (const [runtime, session] of sessions) {
    const outputs = await session.run(feeder(manifest)([frame]));
    // not by `sightOf`: that one rounds
    const [again] = read(outputs as Parameters<typeof read>[0], 0, frame)
      .filter(({ label }) => label === sight.label)
      .toSorted((a, b) => iou(b.box, sight.box) - iou(a.box, sight.box));
    const differences = {
      score: again === undefined ? 1 : Math.abs(again.score - sight.score),
      box: again === undefined ? 1 : edgeDifference(again.box, sight.box),
    };
    note(name, differences);
    note(runtime, differences);
  }
  sights += 1;
}

for (const path of process.argv.slice(2)) {
  await using opened = await openClaims(path);
  const { claims } = opened ?? {};
  for (const photo of claims === undefined ? [] : photographs(claims)) {
    const clip = claims?.media.find(({ id }) => id === photo.clip);
    const [film, jpeg] = [clip && (await opened?.copy(clip.file)), await opened?.copy(photo.file)];
    if (film !== undefined && jpeg !== undefined)
      await compare(photo, { clip: film, jpeg }, claims?.model?.sha256 ?? '');
  }
}
process.stdout.write(`${pictures} photographs, ${sights} looks with a signed detection\n`);
for (const [name, differences] of largest)
  process.stdout.write(`${name}: ${JSON.stringify(differences)}\n`);
rmSync(folder, { recursive: true });
