/** A file of an archive. */
export interface ZipMember {
  /** Path in the archive, ASCII, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
  /** CRC-32 of its content, unsigned. */
  readonly crc32: number;
}

/** How long the record is with which every archive ends. */
export const ZIP_END_BYTES = 22;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version 1.0 of the format suffices for what is stored as it is. */
const VERSION = 10;
/** 1980-01-01 00:00, the first moment that the format knows: true times stand in the manifest. */
const DATE = 0x21;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const MAX_BYTES = 0xffffffff;

/** What stands before the content of a member. */
export function zipLocalHeader(member: ZipMember): Uint8Array {
  const name = nameBytes(member.name);
  const { bytes, view } = record(LOCAL_BYTES, name);
  view.setUint32(0, LOCAL, true);
  common(view, 4, member, name.length);
  return bytes;
}

/** Where the content of each member begins, in bytes from the start of the archive. */
export function zipOffsets(members: readonly ZipMember[]): number[] {
  let at = 0;
  return members.map(({ name, bytes }) => {
    const begin = at + LOCAL_BYTES + nameBytes(name).length;
    at = begin + bytes;
    return begin;
  });
}

/**
 * The directory with which an archive ends. Members are stored, not compressed, one behind the other, without
 * times, attributes, extra fields and comments: the same files give the same bytes. Throws RangeError beyond
 * 4 GiB or 65,535 files, which need another form of the format.
 *
 * Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function zipDirectory(members: readonly ZipMember[]): Uint8Array {
  const begins = zipOffsets(members);
  const entries = members.map((member, at) => centralEntry(member, begins[at] ?? 0));
  const offset = begins.reduce(
    (end, begin, at) => Math.max(end, begin + (members[at]?.bytes ?? 0)),
    0,
  );
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  if (offset + size + ZIP_END_BYTES > MAX_BYTES || members.length > 0xffff)
    throw new RangeError('an archive of more than 4 GiB or 65,535 files is not made');
  return joined([...entries, endRecord(members.length, size, offset)]);
}

/** Where the directory lies, as the last `ZIP_END_BYTES` of an archive say; undefined when they are no such record. */
export function zipDirectoryPlace(
  end: Uint8Array,
): { readonly offset: number; readonly bytes: number } | undefined {
  const view = viewOf(end);
  if (end.length !== ZIP_END_BYTES || view.getUint32(0, true) !== END) return undefined;
  return { offset: view.getUint32(16, true), bytes: view.getUint32(12, true) };
}

/** The members that a directory (without its end record) names; undefined where it is none. Not checked further. */
export function zipMembers(directory: Uint8Array): ZipMember[] | undefined {
  const view = viewOf(directory);
  const members: ZipMember[] = [];
  for (let at = 0; at < directory.length; ) {
    if (at + CENTRAL_BYTES > directory.length || view.getUint32(at, true) !== CENTRAL)
      return undefined;
    const length = view.getUint16(at + 28, true);
    const name = directory.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + length);
    if (name.length < length) return undefined;
    members.push({
      name: String.fromCharCode(...name),
      bytes: view.getUint32(at + 24, true),
      crc32: view.getUint32(at + 16, true),
    });
    at += CENTRAL_BYTES + length;
  }
  return members;
}

function centralEntry(member: ZipMember, begin: number): Uint8Array {
  const name = nameBytes(member.name);
  const { bytes, view } = record(CENTRAL_BYTES, name);
  view.setUint32(0, CENTRAL, true);
  view.setUint16(4, VERSION, true);
  common(view, 6, member, name.length);
  view.setUint32(42, begin - LOCAL_BYTES - name.length, true);
  return bytes;
}

/** The fields that local header and directory entry have alike: version to name length. */
function common(view: DataView, at: number, { bytes, crc32 }: ZipMember, nameLength: number): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc32, true);
  view.setUint32(at + 14, bytes, true);
  view.setUint32(at + 18, bytes, true);
  view.setUint16(at + 22, nameLength, true);
}

function endRecord(members: number, size: number, offset: number): Uint8Array {
  const { bytes, view } = record(ZIP_END_BYTES, new Uint8Array());
  view.setUint32(0, END, true);
  view.setUint16(8, members, true);
  view.setUint16(10, members, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}

function record(fixed: number, name: Uint8Array): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(fixed + name.length);
  bytes.set(name, fixed);
  return { bytes, view: viewOf(bytes) };
}

function nameBytes(name: string): Uint8Array {
  return Uint8Array.from(name, (character) => character.charCodeAt(0) & 0x7f);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
