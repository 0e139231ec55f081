import { describe, expect, it } from 'vitest';
import {
  ZIP_END_BYTES,
  type ZipMember,
  zipDirectory,
  zipDirectoryPlace,
  zipLocalHeader,
  zipMembers,
  zipOffsets,
} from '../../../agent/core/evidence/zip-layout.ts';

const members: readonly ZipMember[] = [
  { name: 'e-1/bagit.txt', bytes: 55, crc32: 0xdeadbeef },
  { name: 'e-1/data/clip.mp4', bytes: 3_000_000, crc32: 7 },
];

describe('the layout of an archive', () => {
  it('puts one member behind the other, each behind its header', () => {
    const [first = 0, second = 0] = zipOffsets(members);
    expect(first).toBe(zipLocalHeader(members[0] as ZipMember).length);
    expect(second - first - 55).toBe(zipLocalHeader(members[1] as ZipMember).length);
  });

  it('names in its directory what was put in', () => {
    const directory = zipDirectory(members);
    const place = zipDirectoryPlace(directory.slice(-ZIP_END_BYTES));
    expect(place).toEqual({
      offset: (zipOffsets(members)[1] ?? 0) + 3_000_000,
      bytes: directory.length - ZIP_END_BYTES,
    });
    expect(zipMembers(directory.slice(0, -ZIP_END_BYTES))).toEqual(members);
  });

  it.each([
    ['4 GiB', [{ name: 'a', bytes: 0xffffffff, crc32: 0 }]],
    [
      '65,535 files',
      Array.from({ length: 65_536 }, (_, at) => ({ name: `${at}`, bytes: 0, crc32: 0 })),
    ],
  ])('is not made of more than %s', (_, many) => {
    expect(() => zipDirectory(many)).toThrow(RangeError);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['zeros', new Uint8Array(ZIP_END_BYTES)],
    ['a directory without its end', zipDirectory(members).slice(0, ZIP_END_BYTES)],
  ])('has no place for a directory in %s', (_, end) => {
    expect(zipDirectoryPlace(end)).toBeUndefined();
  });

  it('reads no members out of what is no directory', () => {
    expect(zipMembers(new Uint8Array(100))).toBeUndefined();
    expect(zipMembers(zipDirectory(members).slice(0, 50))).toBeUndefined();
  });
});
