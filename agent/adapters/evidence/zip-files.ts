import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import {
  ZIP_END_BYTES,
  type ZipMember,
  zipDirectory,
  zipDirectoryPlace,
  zipLocalHeader,
  zipMembers,
  zipOffsets,
} from '../../core/evidence/zip-layout.ts';
import type { Finding } from '../../ports/evidence.ts';
import type { Hashed } from './durable-files.ts';
import { isReadable, type PackageFiles } from './package-files.ts';

/** A directory of a thousand files is 100 kB: more is no package. */
const MAX_DIRECTORY_BYTES = 1 << 20;
/** What `zipDirectory` makes a directory of. */
const MAX_ARCHIVE_BYTES = 0xffffffff;
const CHUNK_BYTES = 1 << 20;

/** A package in one archive. */
export interface ZippedPackage extends PackageFiles, AsyncDisposable {
  /** Name of the directory that it unpacks into. */
  readonly root: string;
}

interface Place {
  readonly begin: number;
  readonly bytes: number;
}

/**
 * A package in one archive, without unpacking it. Its layout is rebuilt from its own directory and compared byte
 * for byte, so that nothing can stand between, before or behind the files; every deviation is a finding.
 * Undefined where no package can be read at all.
 */
export async function openZip(
  path: string,
  findings: Finding[],
): Promise<ZippedPackage | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  let files: FilesOfZip | undefined;
  try {
    files = await filesOf(file, findings);
    return files;
  } finally {
    if (files === undefined) await file.close();
  }
}

async function filesOf(file: FileHandle, findings: Finding[]): Promise<FilesOfZip | undefined> {
  const members = await membersOf(file);
  if (members === undefined) return undefined;
  findings.push(...(await layoutFindings(file, members)));
  const begins = zipOffsets(members);
  const places = new Map<string, Place>();
  for (const [at, { name, bytes }] of members.entries())
    places.set(name.slice(name.indexOf('/') + 1), { begin: begins[at] ?? 0, bytes });
  return new FilesOfZip(file, rootOf(members), places);
}

class FilesOfZip implements ZippedPackage {
  readonly root: string;
  readonly sizes: ReadonlyMap<string, number>;
  readonly #file: FileHandle;
  readonly #places: ReadonlyMap<string, Place>;

  constructor(file: FileHandle, root: string, places: ReadonlyMap<string, Place>) {
    this.#file = file;
    this.root = root;
    this.#places = places;
    this.sizes = new Map([...places].map(([name, { bytes }]) => [name, bytes]));
  }

  async read(name: string, findings: Finding[]): Promise<Buffer | undefined> {
    const place = this.#places.get(name);
    if (place === undefined || !isReadable(name, place.bytes, findings)) return undefined;
    return await readAt(this.#file, place);
  }

  async start(name: string, bytes: number): Promise<Buffer> {
    const place = this.#places.get(name) ?? { begin: 0, bytes: 0 };
    return await readAt(this.#file, { ...place, bytes: Math.min(bytes, place.bytes) });
  }

  hash(name: string): Promise<Hashed> {
    return this.#read(name, () => {});
  }

  async extract(name: string, path: string): Promise<Hashed> {
    await using target = await open(path, 'wx', 0o644);
    return await this.#read(name, (chunk) => target.writeFile(chunk));
  }

  async #read(name: string, use: (chunk: Buffer) => unknown): Promise<Hashed> {
    const hash = createHash('sha256');
    const place = this.#places.get(name) ?? { begin: 0, bytes: 0 };
    await eachChunk(this.#file, place, (chunk) => {
      hash.update(chunk);
      return use(chunk);
    });
    return { sha256: hash.digest('hex'), bytes: place.bytes };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#file.close();
  }
}

async function membersOf(file: FileHandle): Promise<ZipMember[] | undefined> {
  const { size } = await file.stat();
  if (size < ZIP_END_BYTES || size > MAX_ARCHIVE_BYTES) return undefined;
  const end = await readAt(file, { begin: size - ZIP_END_BYTES, bytes: ZIP_END_BYTES });
  const place = zipDirectoryPlace(end);
  if (place === undefined || place.bytes > MAX_DIRECTORY_BYTES) return undefined;
  if (place.offset + place.bytes + ZIP_END_BYTES !== size) return undefined;
  return zipMembers(await readAt(file, { begin: place.offset, bytes: place.bytes }));
}

async function layoutFindings(file: FileHandle, members: readonly ZipMember[]): Promise<Finding[]> {
  const findings: Finding[] = nameFindings(members);
  const begins = zipOffsets(members);
  const end = members.reduce((last, { bytes }, at) => Math.max(last, (begins[at] ?? 0) + bytes), 0);
  const { size } = await file.stat();
  if (end + ZIP_END_BYTES > size) {
    findings.push({ file: '.', message: 'the archive was cut: its files do not fit into it' });
    return findings;
  }
  for (const [at, member] of members.entries()) {
    const header = zipLocalHeader(member);
    const begin = begins[at] ?? 0;
    const found = await readAt(file, { begin: begin - header.length, bytes: header.length });
    if (!found.equals(header)) findings.push(odd(member.name, 'what stands before its content'));
    let sum = 0;
    await eachChunk(file, { begin, bytes: member.bytes }, (chunk) => {
      sum = crc32(chunk, sum);
    });
    if (sum !== member.crc32) findings.push(odd(member.name, 'its checksum'));
  }
  const found = await readAt(file, { begin: end, bytes: size - end });
  if (!found.equals(zipDirectory(members)))
    findings.push({
      file: '.',
      message: 'the directory of the archive is not what its files make of it',
    });
  return findings;
}

function rootOf(members: readonly ZipMember[]): string {
  return members[0]?.name.split('/')[0] ?? '';
}

/** One directory, each file once, in the order of their names. */
function nameFindings(members: readonly ZipMember[]): Finding[] {
  const root = rootOf(members);
  return members.flatMap(({ name }, at) => {
    const before = members[at - 1]?.name;
    if (!name.startsWith(`${root}/`)) return [odd(name, `its directory, expected ${root}/`)];
    return before !== undefined && before >= name ? [odd(name, 'its place in the archive')] : [];
  });
}

function odd(file: string, what: string): Finding {
  return { file, message: `${file}: ${what} is not as the agent writes an archive` };
}

async function readAt(file: FileHandle, { begin, bytes }: Place): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, begin);
  return buffer.subarray(0, bytesRead);
}

async function eachChunk(
  file: FileHandle,
  { begin, bytes }: Place,
  use: (chunk: Buffer) => unknown,
): Promise<void> {
  for (let at = 0; at < bytes; at += CHUNK_BYTES) {
    const chunk = await readAt(file, {
      begin: begin + at,
      bytes: Math.min(CHUNK_BYTES, bytes - at),
    });
    if (chunk.length === 0) return;
    await use(chunk);
  }
}
