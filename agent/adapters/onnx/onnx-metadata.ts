import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AgentError } from '../../ports/errors.ts';

/** Number of `metadata_props` in ModelProto (onnx.proto); its entries are key (1) and value (2). */
const METADATA_PROPS = 14;
/** A model has some twenty fields at the top; a file with more is no model. */
const MOST_FIELDS = 10_000;
const MOST_BYTES = 2 ** 20;

/**
 * The notes in an ONNX file (`metadata_props`): Ultralytics writes names, stride, imgsz and task there. The
 * runtime for node does not show them. Reads only the top of the message and skips the graph, so a large
 * file costs no more than a small one.
 * Throws AgentError 'model/missing' or 'model/invalid' (the file is no protobuf message).
 */
export function readMetadata(path: string): Readonly<Record<string, string>> {
  const file = open(path);
  try {
    const size = fstatSync(file).size;
    const entries = topFields(reader(file, size), size, path);
    return Object.fromEntries(entries.map(entry));
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AgentError('model/missing', `${path} could not be read: ${why}`, { path }, cause);
  }
}

/** Gives the bytes from `at`, fewer at the end of the file. */
type Read = (at: number, length: number) => Uint8Array;

function reader(file: number, size: number): Read {
  return (at, length) => {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - at)));
    const read = readSync(file, bytes, 0, bytes.length, at);
    return bytes.subarray(0, read);
  };
}

/** The bytes of every `metadata_props` field. */
function topFields(read: Read, size: number, path: string): Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  for (let fields = 0; at < size; fields += 1) {
    const tag = varint(read(at, 10));
    const head = tag && fieldHead(tag, read(at + tag.bytes, 10));
    if (tag === undefined || head === undefined || fields > MOST_FIELDS) throw noModel(path);
    const start = at + tag.bytes + head.before;
    at = start + head.length;
    if (at > size) throw noModel(path);
    const isNote = Math.floor(tag.value / 8) === METADATA_PROPS && tag.value % 8 === 2;
    if (isNote && head.length <= MOST_BYTES) found.push(read(start, head.length));
  }
  if (size === 0) throw noModel(path);
  return found;
}

/** Bytes before the content of a field (its length), and those of the content. */
function fieldHead(tag: { value: number }, rest: Uint8Array) {
  const wire = tag.value % 8;
  if (wire === 1) return { before: 0, length: 8 };
  if (wire === 5) return { before: 0, length: 4 };
  const number = varint(rest);
  if (number === undefined) return undefined;
  if (wire === 0) return { before: 0, length: number.bytes };
  return wire === 2 ? { before: number.bytes, length: number.value } : undefined;
}

function entry(bytes: Uint8Array): [key: string, value: string] {
  const parts: [string, string] = ['', ''];
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes.subarray(at));
    const head = tag && fieldHead(tag, bytes.subarray(at + tag.bytes));
    if (tag === undefined || head === undefined) break;
    const start = at + tag.bytes + head.before;
    at = start + head.length;
    const which = Math.floor(tag.value / 8) - 1;
    if (which === 0 || which === 1)
      parts[which] = new TextDecoder().decode(bytes.subarray(start, at));
  }
  return parts;
}

/** A number of 7 bits a byte, lowest first; undefined where it does not end. */
function varint(bytes: Uint8Array): { value: number; bytes: number } | undefined {
  let value = 0;
  for (const [index, byte] of bytes.subarray(0, 10).entries()) {
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return { value, bytes: index + 1 };
  }
  return undefined;
}

function noModel(path: string): AgentError {
  return new AgentError('model/invalid', `${path} is no ONNX file, or only a part of one.`, {
    path,
  });
}
