import {
  appendFile,
  cp,
  link,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../agent/core/evidence/canonical-json.ts';
import { forgeSums } from './forge.ts';
import { Specimen } from './specimen.ts';

let specimen: Specimen;
beforeAll(async () => {
  specimen = await Specimen.open();
});
afterAll(() => specimen[Symbol.asyncDispose]());

const edit = async (path: string, change: (text: string) => string) =>
  writeFile(path, change(await readFile(path, 'utf8')));

const first = 'data/media/panorama-first.jpg';
const last = 'data/media/panorama-last.jpg';

describe('what an attacker does, recomputing every hash that is not signed', () => {
  it.each<[string, (place: string) => Promise<void>, string]>([
    [
      'swaps two pictures',
      async (place) => {
        await rename(join(place, first), join(place, 'x'));
        await rename(join(place, last), join(place, first));
        await rename(join(place, 'x'), join(place, last));
      },
      `${first}: ${first} was altered`,
    ],
    [
      'edits the facts',
      (place) => edit(join(place, 'data/facts.json'), (text) => text.replace('300000', '900000')),
      'data/facts.json: data/facts.json was altered: its SHA-256',
    ],
    [
      'edits the manifest, and its hash of the picture too',
      (place) =>
        edit(join(place, 'data/manifest.json'), (text) =>
          text.replace('panorama-last', 'panorama-lost'),
        ),
      'data/manifest.json: the manifest was altered: the signature is over other bytes',
    ],
    [
      'edits the manifest and the payload of the signature',
      async (place) => {
        const path = join(place, 'data/manifest.json');
        await edit(path, (text) => text.replace('episode-1', 'episode-2'));
        const payload = (await readFile(path)).toString('base64');
        await edit(join(place, 'signature.dsse.json'), (text) =>
          text.replace(/"payload":"[^"]*"/, `"payload":"${payload}"`),
        );
      },
      'signature.dsse.json: signature: the signature named',
    ],
    [
      'reorders the manifest',
      (place) =>
        edit(join(place, 'data/manifest.json'), (text) =>
          JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
        ),
      'is not canonical JSON',
    ],
    [
      'says a key twice in the manifest',
      (place) =>
        edit(join(place, 'data/manifest.json'), (text) => text.replace('{', '{"stage":"cleared",')),
      'is not canonical JSON',
    ],
    [
      'adds a picture',
      (place) => writeFile(join(place, 'data/media/more.jpg'), 'x'),
      'data/media/more.jpg does not belong',
    ],
    [
      'hides a file beside the data',
      (place) => writeFile(join(place, '.hidden'), 'x'),
      '.hidden does not belong',
    ],
    [
      'hides a directory',
      async (place) => void (await mkdir(join(place, 'data', 'extra'))),
      'data/extra is a directory that no package has',
    ],
    [
      'adds a line to bag-info',
      (place) => appendFile(join(place, 'bag-info.txt'), 'Contact-Name: x\n'),
      'bag-info.txt is not what the manifest makes of it: line 5',
    ],
    [
      'adds a space to the signature file',
      (place) => appendFile(join(place, 'signature.dsse.json'), ' '),
      'not written as the agent writes it',
    ],
    [
      'adds a field to the signature file',
      (place) => edit(join(place, 'signature.dsse.json'), (text) => text.replace('{', '{"a":1,')),
      'no DSSE envelope',
    ],
    [
      'adds a field to the log proof',
      (place) => edit(join(place, 'log-proof.json'), (text) => text.replace('{', '{"a":1,')),
      'log proof cannot be read',
    ],
    [
      'adds a second signature by nobody',
      (place) =>
        edit(join(place, 'signature.dsse.json'), (text) =>
          canonical(text, (envelope) => envelope.signatures.push({ keyid: 'nobody', sig: 'AAAA' })),
        ),
      'it holds 2 signatures, expected 1',
    ],
    [
      'takes the log proof of another package',
      (place) =>
        cp(
          join(specimen.bench.root, 'evidence/packages/e-0/log-proof.json'),
          join(place, 'log-proof.json'),
        ),
      "this package is not entry 2 of the log of 'district'",
    ],
    [
      'takes the signature of another package',
      (place) =>
        cp(
          join(specimen.bench.root, 'evidence/packages/e-0/signature.dsse.json'),
          join(place, 'signature.dsse.json'),
        ),
      'the signature is over other bytes',
    ],
    [
      'exchanges a picture for a link to it',
      async (place) => {
        await rename(join(place, first), join(specimen.bench.root, 'elsewhere.jpg'));
        await symlink(join(specimen.bench.root, 'elsewhere.jpg'), join(place, first));
      },
      `${first} is a symbolic link`,
    ],
    [
      'exchanges the manifest for a link',
      async (place) => {
        await rm(join(place, 'data/manifest.json'));
        await symlink('/etc/hostname', join(place, 'data/manifest.json'));
      },
      'data/manifest.json is a symbolic link',
    ],
    [
      'exchanges the media folder for a link',
      async (place) => {
        await rm(join(place, 'data/media'), { recursive: true });
        await symlink(join(specimen.genuine, 'data/media'), join(place, 'data/media'));
      },
      'data/media is a symbolic link',
    ],
    [
      'makes a picture a terabyte long',
      (place) => stretch(join(place, first)),
      `${first} was altered: it has 1099511627776 bytes`,
    ],
    [
      'makes the manifest a terabyte long',
      (place) => stretch(join(place, 'data/manifest.json')),
      'at most 16777216 are read',
    ],
    [
      'makes the signature a terabyte long',
      (place) => stretch(join(place, 'signature.dsse.json')),
      'at most 16777216 are read',
    ],
    [
      'makes a sums file a terabyte long',
      (place) => stretch(join(place, 'manifest-sha256.txt')),
      'at most 16777216 are read',
    ],
    [
      'adds thousands of files',
      async (place) => {
        for (let index = 0; index < 1100; index += 1)
          await link(join(place, first), join(place, 'data/media', `${index}`));
      },
      'there are more than 1000 files',
    ],
  ])('%s: found', async (_sentence, attack, words) => {
    const place = await specimen.copy();
    await attack(place);
    await forgeSums(place);
    expect((await specimen.findings(place)).join('\n')).toContain(words);
    await rm(place, { recursive: true });
  });
});

async function stretch(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  await file.truncate(2 ** 40); // sparse: takes no room
}

interface LooseEnvelope {
  signatures: { keyid: string; sig: string }[];
}

function canonical(text: string, alter: (envelope: LooseEnvelope) => unknown): string {
  const envelope = JSON.parse(text);
  alter(envelope);
  return `${canonicalJson(envelope)}\n`;
}
