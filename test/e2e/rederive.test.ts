import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSigners, signerOf } from '../../agent/adapters/evidence/node-key.ts';
import { verifyPackage } from '../../agent/adapters/evidence/verify-package.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { ClipDecoder } from '../../agent/adapters/ffmpeg/clip-decoder.ts';
import { ModelsByHash } from '../../agent/app/rederive/models-by-hash.ts';
import { rederive } from '../../agent/app/rederive/rederive.ts';
import type { Media } from '../../agent/ports/evidence.ts';
import { BUILDS } from '../adapters/ffmpeg/ring-footage.ts';
import { runCommand } from '../helpers/agent.ts';
import { DEMO_CONFIG, halfClip } from '../helpers/demo-street.ts';
import { packagesIn } from '../helpers/evidence.ts';
import { type Forgery, forge } from '../helpers/forger.ts';
import { scratch } from '../helpers/outbox.ts';

const MODELS = join(import.meta.dirname, '../../models');
const folder = scratch();
const out = join(folder.path, 'out');
const ffmpeg = await locateFfmpeg(process.env);
const models = new ModelsByHash([MODELS]);
const STRANGER = [signerOf(generateKeyPairSync('ed25519').privateKey)] as const;
let genuine: string;
let forged = 0;

/** A parked car, watched and packed by the agent. */
beforeAll(async () => {
  const film = await halfClip(folder.path);
  const start = ['--start', '2026-05-01T08:00:00+08:00'];
  const replay = await runCommand(['replay', film, '-c', DEMO_CONFIG, ...start, '--out', out]);
  expect(replay.code, replay.stderr).toBe(0);
  const [parked] = await packagesIn(join(out, 'evidence/packages'));
  genuine = parked ?? '';
}, 180_000);
afterAll(async () => {
  await models[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const derive = (path: string, by = ffmpeg) => rederive(path, { ffmpeg: by, models });

/** What was not shown: `outcome file: message`. */
async function faults(path: string): Promise<string[]> {
  const { checks } = await derive(path);
  return checks
    .filter(({ outcome }) => outcome === 'wrong' || outcome === 'open')
    .map(({ outcome, of, message }) => `${outcome} ${of}: ${message}`);
}

async function forgedBy(signers: Parameters<typeof forge>[2]['signers'], forgery: Forgery) {
  forged += 1;
  return await forge(genuine, forgery, { directory: join(folder.path, `f${forged}`), signers });
}

const FACTS = [
  /panorama-first is picture \d+ of clip-first/,
  /panorama-last is picture \d+ of clip-last/,
  /closeup is picture \d+ of clip-last/,
  /street \S+ finds again in panorama-first: car/,
  /street \S+ finds again in panorama-last: car/,
  /in panorama-last 100 % of the ground under the car lies in sidewalk 'walk'/,
  /it stands in one place/,
  /it stood for 20\.\d s up to panorama-last \(demo-parking asks for 20\.0 s\)/,
];

describe('what the agent packed is derived again', () => {
  test.each(BUILDS)('with the $name ffmpeg: pictures, detections, decision', async ({ path }) => {
    const { ok, checks } = await derive(genuine, await locateFfmpeg({ FFMPEG_PATH: path }));
    expect(checks.filter(({ outcome }) => outcome === 'wrong' || outcome === 'open')).toEqual([]);
    expect(ok).toBe(true);
    const shown = checks.filter(({ outcome }) => outcome === 'shown').map(({ message }) => message);
    for (const fact of FACTS) expect(shown).toContainEqual(expect.stringMatching(fact));
    expect(shown.filter((words) => /made again from it/.test(words))).toHaveLength(3);
  });

  test('on the command line, from folder and archive, in words and as JSON', async () => {
    const pack = await runCommand(['pack', genuine, '--out', folder.path]);
    const words = await runCommand(['verify', '--deep', genuine]);
    expect(words).toMatchObject({ code: 0 });
    expect(words.stdout).toMatch(/derived again: as signed \(13 shown, 0 wrong, 0 not derived/);
    expect(words.stdout).toMatch(/^ {4}shown: closeup is picture/m);
    const json = await runCommand(['verify', '--deep', '--json', pack.stdout.trim()]);
    expect(json).toMatchObject({ code: 0 });
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, deep: { ok: true } });
  });
});

/** Another picture of the clip, as the agent would have made it, and the hash of its decoded planes. */
async function otherPicture(): Promise<{ path: string; sha256: string }> {
  const decoder = new ClipDecoder(join(genuine, 'data/media/clip-last.mp4'), ffmpeg.path);
  const frames = await decoder.frames();
  const path = join(folder.path, 'other.jpg');
  writeFileSync(path, await decoder.photo(12, frames.colour));
  return { path, sha256: frames.frames[12]?.sha256 ?? '' };
}

const last = (change: (media: Media) => Media) => (media: readonly Media[]) =>
  media.map((one) => (one.id === 'panorama-last' ? change(one) : one));

describe('a photograph that was swapped for another one of the same clip is found', () => {
  const signers = () => openSigners(out);

  test.each([
    ['signed by a stranger', async () => STRANGER],
    ["signed with the node's own key", signers],
  ])('%s', async (_, by) => {
    const other = await otherPicture();
    const place = await forgedBy(await by(), {
      media: last((one) => ({ ...one, path: other.path })),
    });
    // everything fits for who does not know the key
    expect(await verifyPackage(place)).toMatchObject({ ok: true });
    expect(await faults(place)).toEqual([
      expect.stringMatching(
        /^wrong panorama-last: .* is not made of the picture that it names: .* differs by \d+ levels/,
      ),
    ]);
    const { code, stdout } = await runCommand(['verify', '--deep', place]);
    expect({ code, stdout }).toMatchObject({ code: 1 });
    expect(stdout).toMatch(
      /: sound\n[\s\S]*NOT AS SIGNED[\s\S]*WRONG: data\/media\/panorama-last\.jpg/,
    );
  });

  test('with its own hash, it is of another moment', async () => {
    const { path, sha256 } = await otherPicture();
    const media = last((one) => ({
      ...{ ...one, path },
      ...(one.decoded && { decoded: { ...one.decoded, sha256 } }),
    }));
    const found = await faults(await forgedBy(await signers(), { media }));
    expect(found).toContainEqual(
      expect.stringMatching(/^wrong panorama-last: .*picture 12 of clip-last.*another moment/),
    );
    expect(found).toContainEqual(expect.stringMatching(/^wrong closeup: .*another picture/));
  });

  test('with its own time, too, it is not the moment of the time line', async () => {
    const { path, sha256 } = await otherPicture();
    const media = last((one) => ({
      ...{ ...one, path },
      ...(one.decoded && { decoded: { ...one.decoded, sha256 } }),
      ...(one.source && { source: { ...one.source, mediaMs: 24_000 + 1000 } }),
    }));
    expect(await faults(await forgedBy(await signers(), { media }))).toContainEqual(
      expect.stringMatching(/^wrong panorama-last: .*2\.7 s from the moment/),
    );
  });
});

describe('what was told of a photograph is held against it', () => {
  const beside = (left: number) => ({ left, top: 0.35, right: left + 0.2, bottom: 0.5 });

  test('a box that was moved', async () => {
    const media = last((one) => ({
      ...one,
      ...(one.sight && { sight: { ...one.sight, box: beside(0.05) } }),
    }));
    const found = await faults(await forgedBy(STRANGER, { media }));
    expect(found).toContainEqual(
      expect.stringMatching(/^wrong panorama-last: expected in panorama-last car with .*finds/),
    );
  });

  test('a box that was moved in the facts', async () => {
    const facts = (all: Readonly<Record<string, unknown>>) => ({
      ...all,
      facts: { ...(all['facts'] as object), box: [0.05, 0.35, 0.25, 0.5] },
    });
    expect(await faults(await forgedBy(STRANGER, { facts }))).toContainEqual(
      expect.stringMatching(/^wrong closeup: .*pixels beyond/),
    );
  });

  test('a score that was raised', async () => {
    const media = last((one) => ({
      ...one,
      ...(one.sight && { sight: { ...one.sight, score: 0.99 } }),
    }));
    expect(await faults(await forgedBy(STRANGER, { media }))).toEqual([
      expect.stringMatching(/^wrong panorama-last: .*signed: 0\.990.*not what the model finds/),
    ]);
  });

  test('a dwell that was shorter than the rule asks', async () => {
    const context = (all: Readonly<Record<string, unknown>>) => ({
      ...all,
      timeline: { ...(all['timeline'] as object), sinceMediaMs: 10_000 },
    });
    expect(await faults(await forgedBy(STRANGER, { context }))).toEqual([
      expect.stringMatching(/^wrong rule: it stood for 17\.7 s .*asks for 20\.0 s/),
    ]);
  });
});

describe('what cannot be derived is named', () => {
  const ofModel = (change: object) => ({
    context: (all: Readonly<Record<string, unknown>>) => ({
      ...all,
      model: { ...(all['model'] as object), ...change },
    }),
  });

  test('a model of another hash, until it is given', async () => {
    const sha256 = 'ab'.repeat(32);
    const place = await forgedBy(STRANGER, ofModel({ sha256 }));
    expect(await faults(place)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^open model: expected street .*${sha256}.*street .* is another file .*--models`,
        ),
      ),
    ]);
  });

  test('a model file that is not the one its model.yaml names', async () => {
    const own = join(folder.path, 'models');
    await mkdir(own);
    await cp(join(MODELS, 'street'), join(own, 'street'), { recursive: true });
    writeFileSync(join(own, 'street/street.onnx'), 'no model');
    await using broken = new ModelsByHash([own]);
    const { ok, checks } = await rederive(genuine, { ffmpeg, models: broken });
    expect(ok).toBe(false);
    expect(checks).toContainEqual({
      ...{ outcome: 'open', of: 'model' },
      message: expect.stringMatching(/cannot be run: .*another file/),
    });
  });

  test('another model than the one that was used finds something else', async () => {
    const yaml = readFileSync(join(MODELS, 'street-v0/model.yaml'), 'utf8');
    const sha256 = /sha256: (\w+)/.exec(yaml)?.[1];
    const found = await faults(await forgedBy(STRANGER, ofModel({ name: 'street-v0', sha256 })));
    expect(found).toContainEqual(
      expect.stringMatching(/^wrong panorama-last: .*not what the model/),
    );
  });

  test('photographs without their clips', async () => {
    const media = (all: readonly Media[]) => all.filter(({ mime }) => mime !== 'video/mp4');
    const found = await faults(await forgedBy(STRANGER, { media }));
    for (const id of ['panorama-first', 'panorama-last', 'closeup'])
      expect(found).toContainEqual(expect.stringMatching(`^open ${id}: no clip of the package`));
  });

  test('photographs of an older agent', async () => {
    const media = (all: readonly Media[]) => all.map(({ decoded: _, ...one }) => one);
    expect(await faults(await forgedBy(STRANGER, { media }))).toContainEqual(
      expect.stringMatching(/^open panorama-first: the manifest has no hash/),
    );
  });

  test('a clip that was taken out of the folder', async () => {
    const place = join(folder.path, 'without');
    await cp(genuine, place, { recursive: true });
    await rm(join(place, 'data/media/clip-last.mp4'));
    expect(await faults(place)).toContainEqual(
      expect.stringMatching(/^open panorama-last: .*clip-last.* is not in the package/),
    );
  });
});
