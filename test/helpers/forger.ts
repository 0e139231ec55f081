import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPackageWriter } from '../../agent/adapters/evidence/package-writer.ts';
import type { Media, PackageInput, Signers } from '../../agent/ports/evidence.ts';

/** What somebody wants to have signed instead. */
export interface Forgery {
  /** Changes the files: what they are told to be, and where their bytes come from. */
  media?(media: readonly Media[]): readonly Media[];
  facts?(facts: PackageInput['facts']): PackageInput['facts'];
  context?(context: PackageInput['context']): PackageInput['context'];
}

/** Fields that the manifest's maker fills in himself. */
const OWN = [
  ...['schema', 'evidenceId', 'episodeId', 'violation', 'stage', 'target', 'evidenceUse', 'why'],
  ...['required', 'created', 'node', 'software', 'signer', 'cosigners', 'facts', 'log', 'media'],
];

interface Read extends Omit<PackageInput, 'facts' | 'context' | 'media'> {
  readonly why: readonly string[];
  readonly software: { readonly name: string; readonly version: string };
  readonly node: { readonly id: string };
  readonly media: readonly (Omit<Media, 'path'> & {
    readonly file: string;
    readonly clip?: string;
  })[];
}

/**
 * Writes a package anew with something changed, all hashes, sums and log entries made to fit, and signs it: what
 * is possible to who holds these keys. Returns its folder.
 */
export async function forge(
  genuine: string,
  { media = same, facts = same, context = same }: Forgery,
  { directory, signers }: { readonly directory: string; readonly signers: Signers },
): Promise<string> {
  const json = async (name: string) => JSON.parse(await readFile(join(genuine, name), 'utf8'));
  const manifest: Read = await json('data/manifest.json');
  const { software, node, why } = manifest;
  const options = { directory, signers, node, software };
  const writer = await openPackageWriter(options, { utcMs: () => 1_800_000_000_000 });
  const rest = Object.entries(manifest).filter(([key]) => !OWN.includes(key));
  const files = manifest.media.map(({ file, clip: _, ...one }) => ({
    ...{ ...one, path: join(genuine, file) },
  }));
  const { evidenceId, episodeId, violation, stage, target, required } = manifest;
  const written = await writer.write({
    ...{ evidenceId, episodeId, violation, stage, target, required, unmet: why },
    facts: facts(await json('data/facts.json')),
    context: context(Object.fromEntries(rest)),
    media: media(files),
  });
  return written.directory;
}

function same<T>(value: T): T {
  return value;
}
