import { crc32 } from 'node:zlib';
import {
  type ZipMember,
  zipDirectory,
  zipLocalHeader,
} from '../../agent/core/evidence/zip-layout.ts';
import type { Random } from '../street/noise/chance.ts';
import { type Files, flipped, some } from './mutations.ts';

/** A package as the agent writes it in one archive. */
export function archiveOf(root: string, files: Files): Buffer {
  return written(
    [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    root,
  );
}

type Change = (archive: Buffer, files: Files, root: string, random: Random) => Buffer;

/** What is done to the archive itself; its files are as they were. */
export const ARCHIVE_TRICKS: Readonly<Record<string, Change>> = {
  'a bit of the archive flipped': (archive, _, __, random) => flipped(archive, random),
  'a bit of its directory flipped': (archive, _, __, random) => {
    const at = archive.lastIndexOf('PK\x05\x06') - 4000;
    return Buffer.concat([archive.subarray(0, at), flipped(archive.subarray(at), random)]);
  },
  'the archive cut': (archive, _, __, random) =>
    archive.subarray(0, Math.floor(random() * archive.length)),
  'bytes before it': (archive, _, __, random) => Buffer.concat([some(1, random), archive]),
  'a comment': (archive, _, __, random) => {
    const comment = some(1 + Math.floor(random() * 30), random);
    const copy = Buffer.from(archive);
    copy.writeUInt16LE(comment.length, copy.length - 2);
    return Buffer.concat([copy, comment]);
  },
  'files in another order': (_, files, root, random) =>
    written(
      [...files].toSorted(() => random() - 0.5),
      root,
    ),
  'a file twice': (_, files, root) => {
    const list = [...files];
    const [name = '', bytes = Buffer.alloc(0)] = list[0] ?? [];
    return written([...list, [name, Buffer.concat([bytes, bytes])]], root);
  },
  'a file outside its directory': (_, files, root) =>
    written([...files, ['../evil', Buffer.from('x')]], root),
  'another directory': (_, files, root) => written([...files], `${root}x`),
};

function written(files: readonly (readonly [string, Buffer])[], root: string): Buffer {
  const members = files.map(
    ([name, bytes]): ZipMember => ({
      name: `${root}/${name}`,
      bytes: bytes.length,
      crc32: crc32(bytes),
    }),
  );
  const parts = members.flatMap((member, at) => [zipLocalHeader(member), files[at]?.[1] ?? '']);
  return Buffer.concat([...parts.map((part) => Buffer.from(part)), zipDirectory(members)]);
}
