import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyPackage } from '../../adapters/evidence/verify-package.ts';
import { counted } from './words.ts';

export interface PackageList {
  /** Names of the packages, oldest first. */
  readonly names: readonly string[];
  /** Every one of them was verified. */
  readonly ok: boolean;
  /** For a person: how many, what each is of, where its sheet lies. */
  readonly text: string;
}

/** Packages in a folder, by name; none where it is not there. */
export async function packageNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Verifies the packages of these names and lists them for a person. */
export async function listPackages(folder: string, names: readonly string[]): Promise<PackageList> {
  const reports = await Promise.all(
    names.map(async (name) => ({ name, ...(await verifyPackage(join(folder, name))) })),
  );
  const sound = reports.filter(({ ok }) => ok).length;
  const lines = reports.flatMap(({ name, ok, summary }) => [
    `  ${summary?.violation ?? '?'}${ok ? '' : ' (NOT SOUND)'}: ${join(folder, name)}`,
    `    ${join(folder, name, 'data', 'media', 'sheet.jpg')}`,
  ]);
  const first = names[0] === undefined ? [] : [`look closer: ${lookAt(join(folder, names[0]))}`];
  const title = `${counted(names.length, 'evidence package')}, ${sound} verified:`;
  return { names, ok: sound === names.length, text: [title, ...lines, ...first].join('\n') };
}

const lookAt = (path: string): string => `npx streetwarden verify ${path}`;
