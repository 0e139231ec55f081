import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { envelopeText, sealEnvelope } from '../../../agent/adapters/evidence/envelope.ts';
import { signerOf } from '../../../agent/adapters/evidence/node-key.ts';
import { verifyPackage } from '../../../agent/adapters/evidence/verify-package.ts';
import { canonicalJson } from '../../../agent/core/evidence/canonical-json.ts';
import { EVIDENCE_TYPE } from '../../../agent/core/evidence/dsse.ts';
import { Bench } from './fixture.ts';
import { forgeSums } from './forge.ts';
import { Specimen } from './specimen.ts';

let specimen: Specimen;
beforeAll(async () => {
  specimen = await Specimen.open();
});
afterAll(() => specimen[Symbol.asyncDispose]());

describe('another key', () => {
  it('signs anew with a key of their own: found by anybody who knows the key', async () => {
    await using other = await Bench.open();
    const store = await other.store();
    const forged = (await store.write(await other.input('e-1'))).directory;
    const ownWord = await verifyPackage(forged);
    expect(ownWord).toMatchObject({ ok: true, summary: { keyPinned: false } });
    expect(ownWord.warnings.join()).toContain('came with the package');
    for (const expected of [
      { publicKey: specimen.bench.signer.publicKey },
      { keyId: specimen.bench.signer.keyId },
    ]) {
      const report = await verifyPackage(forged, expected);
      expect(report.ok).toBe(false);
      expect(report.findings.map(({ message }) => message).join()).toContain(
        `signed by key ${other.signer.keyId}, expected was ${specimen.bench.signer.keyId}`,
      );
    }
  });

  it('puts a signature by another key under the genuine manifest: found also without the key', async () => {
    const place = await specimen.copy();
    const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
    const manifest = await readFile(join(place, 'data/manifest.json'));
    const envelope = envelopeText(sealEnvelope([signer], EVIDENCE_TYPE, manifest));
    await writeFile(join(place, 'signature.dsse.json'), envelope);
    await forgeSums(place);
    const { findings: found } = await verifyPackage(place);
    expect(found.map(({ message }) => message).join()).toContain(
      `it is signed by key ${signer.keyId}, expected ${specimen.bench.signer.keyId}`,
    );
  });
});

describe('even the holder of the key cannot', () => {
  interface Loose {
    media: {
      id: string;
      file: string;
      width: number;
      derivedFrom?: string[];
      redaction?: object[];
    }[];
    why: string[];
    evidenceUse: string;
    created: { utc: string };
    context?: unknown;
    evidenceId: string;
    clock: { state: string };
  }
  it.each<[string, (manifest: Loose) => unknown, string]>([
    [
      'call a clue a penalty',
      (m) => {
        m.clock.state = 'unsynced';
      },
      'does not name an unmet condition: clock',
    ],
    [
      'call a penalty a clue without a reason',
      (m) => {
        m.evidenceUse = 'clue';
      },
      "is due 'penalty'",
    ],
    [
      'name a file outside the package',
      (m) => {
        if (m.media[0]) m.media[0].file = '../../x.jpg';
      },
      "names the file '../../x.jpg'",
    ],
    [
      'call a picture larger than it is',
      (m) => {
        if (m.media[0]) m.media[0].width = 3840;
      },
      'is 1280x720, the manifest says 3840x720',
    ],
    [
      'climb out by an id',
      (m) => {
        if (m.media[0]) m.media[0].id = '../x';
      },
      'cannot be a file of a package',
    ],
    [
      'take a path for its evidence number',
      (m) => {
        m.evidenceId = '../../elsewhere';
      },
      '"../../elsewhere" is no evidence number',
    ],
    [
      'name an origin that is not there',
      (m) => {
        if (m.media[2]) m.media[2].derivedFrom = ['nothing'];
      },
      "derived from 'nothing'",
    ],
    [
      'pass off a sheet as an original',
      (m) => {
        if (m.media[4]) delete m.media[4].derivedFrom;
      },
      'its origin is not named',
    ],
    [
      'keep quiet about what is hidden in a review copy',
      (m) => {
        const copy = m.media.find(({ id }) => id === 'review-closeup');
        if (copy) delete copy.redaction;
      },
      'what is hidden',
    ],
    [
      'say two different times',
      (m) => {
        m.created.utc = '2020-01-01T00:00:00.000Z';
      },
      'are not the same time',
    ],
    [
      'sign something that is no manifest',
      (m) => {
        m.media = [];
        Object.assign(m, { media: 7 });
      },
      "the manifest's 'media' is wrong",
    ],
  ])('%s', async (_sentence, alter, words) => {
    const place = await specimen.copy();
    const path = join(place, 'data/manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    alter(manifest);
    const bytes = Buffer.from(canonicalJson(manifest));
    await writeFile(path, bytes);
    const envelope = envelopeText(sealEnvelope(specimen.bench.signers, EVIDENCE_TYPE, bytes));
    await writeFile(join(place, 'signature.dsse.json'), envelope);
    await forgeSums(place);
    expect((await specimen.findings(place)).join('\n')).toContain(words);
  });
});
