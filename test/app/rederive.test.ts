import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSigners, signerOf } from '../../agent/adapters/evidence/node-key.ts';
import { verifyPackage } from '../../agent/adapters/evidence/verify-package.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { ModelsByHash } from '../../agent/app/rederive/models-by-hash.ts';
import { rederive } from '../../agent/app/rederive/rederive.ts';
import type { Media } from '../../agent/ports/evidence.ts';
import { BUILDS } from '../adapters/ffmpeg/ring-footage.ts';
import { runCommand } from '../helpers/agent.ts';
import { DeriveStage, MODELS } from '../helpers/derive-stage.ts';

const STRANGER = [signerOf(generateKeyPairSync('ed25519').privateKey)] as const;
let stage: DeriveStage;

beforeAll(async () => {
  stage = await DeriveStage.open();
}, 180_000);
afterAll(() => stage[Symbol.asyncDispose]());

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
    const { ok, checks } = await stage.derive(
      stage.genuine,
      await locateFfmpeg({ FFMPEG_PATH: path }),
    );
    expect(checks.filter(({ outcome }) => outcome === 'wrong' || outcome === 'open')).toEqual([]);
    expect(ok).toBe(true);
    const shown = checks.filter(({ outcome }) => outcome === 'shown').map(({ message }) => message);
    for (const fact of FACTS) expect(shown).toContainEqual(expect.stringMatching(fact));
    expect(shown.filter((words) => /made again from it/.test(words))).toHaveLength(3);
  });

  test('on the command line, from folder and archive, in words and as JSON', async () => {
    const pack = await runCommand(['pack', stage.genuine, '--out', stage.folder]);
    const words = await runCommand(['verify', '--deep', stage.genuine]);
    expect(words).toMatchObject({ code: 0 });
    expect(words.stdout).toMatch(/derived again: as signed \(13 shown, 0 wrong, 0 not derived/);
    expect(words.stdout).toMatch(/^ {4}shown: closeup is picture/m);
    const json = await runCommand(['verify', '--deep', '--json', pack.stdout.trim()]);
    expect(json).toMatchObject({ code: 0 });
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, deep: { ok: true } });
  });
});

const last = (change: (media: Media) => Media) => (media: readonly Media[]) =>
  media.map((one) => (one.id === 'panorama-last' ? change(one) : one));

describe('a photograph that was swapped for another one of the same clip is found', () => {
  const signers = () => openSigners(stage.out);

  test.each([
    ['signed by a stranger', async () => STRANGER],
    ["signed with the node's own key", signers],
  ])('%s', async (_, by) => {
    const other = await stage.otherPicture();
    const place = await stage.forgedBy(await by(), {
      media: last((one) => ({ ...one, path: other.path })),
    });
    // everything fits for who does not know the key
    expect(await verifyPackage(place)).toMatchObject({ ok: true });
    expect(await stage.faults(place)).toEqual([
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
    const { path, sha256 } = await stage.otherPicture();
    const media = last((one) => ({
      ...{ ...one, path },
      ...(one.decoded && { decoded: { ...one.decoded, sha256 } }),
    }));
    const found = await stage.faults(await stage.forgedBy(await signers(), { media }));
    expect(found).toContainEqual(
      expect.stringMatching(/^wrong panorama-last: .*picture 12 of clip-last.*another moment/),
    );
    expect(found).toContainEqual(expect.stringMatching(/^wrong closeup: .*another picture/));
  });

  test('with its own time, too, it is not the moment of the time line', async () => {
    const { path, sha256 } = await stage.otherPicture();
    const media = last((one) => ({
      ...{ ...one, path },
      ...(one.decoded && { decoded: { ...one.decoded, sha256 } }),
      ...(one.source && { source: { ...one.source, mediaMs: 24_000 + 1000 } }),
    }));
    expect(await stage.faults(await stage.forgedBy(await signers(), { media }))).toContainEqual(
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
    const found = await stage.faults(await stage.forgedBy(STRANGER, { media }));
    expect(found).toContainEqual(
      expect.stringMatching(/^wrong panorama-last: expected in panorama-last car with .*finds/),
    );
  });

  test('a box that was moved in the facts', async () => {
    const facts = (all: Readonly<Record<string, unknown>>) => ({
      ...all,
      facts: { ...(all['facts'] as object), box: [0.05, 0.35, 0.25, 0.5] },
    });
    expect(await stage.faults(await stage.forgedBy(STRANGER, { facts }))).toContainEqual(
      expect.stringMatching(/^wrong closeup: .*pixels beyond/),
    );
  });

  test('a score that was raised', async () => {
    const media = last((one) => ({
      ...one,
      ...(one.sight && { sight: { ...one.sight, score: 0.99 } }),
    }));
    expect(await stage.faults(await stage.forgedBy(STRANGER, { media }))).toEqual([
      expect.stringMatching(/^wrong panorama-last: .*signed: 0\.990.*not what the model finds/),
    ]);
  });

  test('a dwell that was shorter than the rule asks', async () => {
    const context = (all: Readonly<Record<string, unknown>>) => ({
      ...all,
      timeline: { ...(all['timeline'] as object), sinceMediaMs: 10_000 },
    });
    expect(await stage.faults(await stage.forgedBy(STRANGER, { context }))).toEqual([
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
    const place = await stage.forgedBy(STRANGER, ofModel({ sha256 }));
    expect(await stage.faults(place)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^open model: expected street .*${sha256}.*street .* is another file .*--models`,
        ),
      ),
    ]);
  });

  test('a model file that is not the one its model.yaml names', async () => {
    const own = join(stage.folder, 'models');
    await mkdir(own);
    await cp(join(MODELS, 'street'), join(own, 'street'), { recursive: true });
    writeFileSync(join(own, 'street/street.onnx'), 'no model');
    await using broken = new ModelsByHash([own]);
    const { ok, checks } = await rederive(stage.genuine, { ffmpeg: stage.ffmpeg, models: broken });
    expect(ok).toBe(false);
    expect(checks).toContainEqual({
      ...{ outcome: 'open', of: 'model' },
      message: expect.stringMatching(/cannot be run: .*another file/),
    });
  });

  test('another model than the one that was used finds something else', async () => {
    const yaml = readFileSync(join(MODELS, 'street-v0/model.yaml'), 'utf8');
    const sha256 = /sha256: (\w+)/.exec(yaml)?.[1];
    const found = await stage.faults(
      await stage.forgedBy(STRANGER, ofModel({ name: 'street-v0', sha256 })),
    );
    expect(found).toContainEqual(
      expect.stringMatching(/^wrong panorama-last: .*not what the model/),
    );
  });

  test('photographs without their clips', async () => {
    const media = (all: readonly Media[]) => all.filter(({ mime }) => mime !== 'video/mp4');
    const found = await stage.faults(await stage.forgedBy(STRANGER, { media }));
    for (const id of ['panorama-first', 'panorama-last', 'closeup'])
      expect(found).toContainEqual(expect.stringMatching(`^open ${id}: no clip of the package`));
  });

  test('photographs of an older agent', async () => {
    const media = (all: readonly Media[]) => all.map(({ decoded: _, ...one }) => one);
    expect(await stage.faults(await stage.forgedBy(STRANGER, { media }))).toContainEqual(
      expect.stringMatching(/^open panorama-first: the manifest has no hash/),
    );
  });

  test('a clip that was taken out of the folder', async () => {
    const place = join(stage.folder, 'without');
    await cp(stage.genuine, place, { recursive: true });
    await rm(join(place, 'data/media/clip-last.mp4'));
    expect(await stage.faults(place)).toContainEqual(
      expect.stringMatching(/^open panorama-last: .*clip-last.* is not in the package/),
    );
  });
});
