import { constants } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../ports/evidence.ts';
import { copyHashed, type Hashed, hashFile, readStart, systemCode } from './durable-files.ts';

/** More than any package has; a directory with more is not looked through to its end. */
const MAX_FILES = 1000;
/** Manifest, signature and sums are kilobytes; nothing of this size is read into memory. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** The files of a package, in a directory or in an archive. */
export interface PackageFiles {
  /** By name below the package's directory, bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The bytes of a small file; undefined when it is not there, or, with a finding, when it is not small. */
  read(name: string, findings: Finding[]): Promise<Buffer | undefined>;
  /** The first bytes of a file of any size; none when it is not there. */
  start(name: string, bytes: number): Promise<Buffer>;
  /** Hash of a file of any size, which must be there. */
  hash(name: string): Promise<Hashed>;
  /** Writes a file of any size, which must be there, into a new one at `path`. */
  extract(name: string, path: string): Promise<Hashed>;
}

/** Whether a file is small enough to be read as a whole; a finding where it is not. */
export function isReadable(name: string, size: number, findings: Finding[]): boolean {
  if (size <= MAX_TEXT_BYTES) return true;
  findings.push({
    file: name,
    message: `${name} has ${size} bytes, at most ${MAX_TEXT_BYTES} are read: it is not what was signed`,
  });
  return false;
}

/** The regular files of a package as they lie on the disk; never follows a link out of it. */
class FilesOfDirectory implements PackageFiles {
  readonly #directory: string;
  readonly sizes: ReadonlyMap<string, number>;

  constructor(directory: string, sizes: ReadonlyMap<string, number>) {
    this.#directory = directory;
    this.sizes = sizes;
  }

  async read(name: string, findings: Finding[]): Promise<Buffer | undefined> {
    const size = this.sizes.get(name);
    // its absence is found where all names are compared
    if (size === undefined || !isReadable(name, size, findings)) return undefined;
    await using file = await open(
      join(this.#directory, name),
      constants.O_RDONLY | constants.O_NOFOLLOW,
    );
    return await file.readFile();
  }

  async start(name: string, bytes: number): Promise<Buffer> {
    if (!this.sizes.has(name)) return Buffer.alloc(0);
    return await readStart(join(this.#directory, name), bytes);
  }

  hash(name: string): Promise<Hashed> {
    return hashFile(join(this.#directory, name));
  }

  extract(name: string, path: string): Promise<Hashed> {
    return copyHashed(join(this.#directory, name), path);
  }
}

/** Lists a package. Links, devices and too many files are findings, and are left out. */
export async function listPackage(directory: string, findings: Finding[]): Promise<PackageFiles> {
  const sizes = new Map<string, number>();
  try {
    await walk(directory, '', sizes, findings);
  } catch (error) {
    const code = systemCode(error) ?? String(error);
    findings.push({ file: '.', message: `${directory} cannot be read as a package: ${code}` });
  }
  return new FilesOfDirectory(directory, sizes);
}

async function walk(
  root: string,
  below: string,
  sizes: Map<string, number>,
  findings: Finding[],
): Promise<void> {
  for await (const item of await opendir(join(root, below))) {
    const name = below === '' ? item.name : `${below}/${item.name}`;
    if (sizes.size >= MAX_FILES) {
      findings.push({ file: '.', message: `there are more than ${MAX_FILES} files` });
      return;
    }
    if (item.isDirectory()) {
      await walkDirectory(root, name, sizes, findings);
    } else if (item.isFile()) {
      sizes.set(name, (await lstat(join(root, name))).size);
    } else {
      findings.push({ file: name, message: `${name} is ${kindOf(item)}, expected a plain file` });
    }
  }
}

async function walkDirectory(
  root: string,
  name: string,
  sizes: Map<string, number>,
  findings: Finding[],
): Promise<void> {
  if (name === 'data' || name === 'data/media') await walk(root, name, sizes, findings);
  else findings.push({ file: name, message: `${name} is a directory that no package has` });
}

function kindOf(item: { isSymbolicLink(): boolean }): string {
  return item.isSymbolicLink() ? 'a symbolic link' : 'no regular file';
}
