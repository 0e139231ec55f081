import type { Random } from '../street/noise/chance.ts';

/** A package as its files: name below its directory, content. */
export type Files = ReadonlyMap<string, Buffer>;

/** Changes a package somehow; undefined where this change cannot be made or changed nothing. */
export type Mutation = (files: Files, other: Files, random: Random) => Files | undefined;

/** What chance does, and who does not recompute anything. */
export const ACCIDENTS: Readonly<Record<string, Mutation>> = {
  'a bit flipped': (files, _, random) =>
    withFile(files, oneOf([...files.keys()], random), (bytes) => flipped(bytes, random)),
  'a file cut': (files, _, random) =>
    withFile(files, oneOf([...files.keys()], random), (bytes) =>
      bytes.subarray(0, Math.floor(random() * bytes.length)),
    ),
  'bytes behind a file': (files, _, random) =>
    withFile(files, oneOf([...files.keys()], random), (bytes) =>
      Buffer.concat([bytes, some(1 + Math.floor(random() * 40), random)]),
    ),
  'bytes within a file': (files, _, random) =>
    withFile(files, oneOf([...files.keys()], random), (bytes) => {
      const at = Math.floor(random() * bytes.length);
      return Buffer.concat([bytes.subarray(0, at), some(1, random), bytes.subarray(at)]);
    }),
  'two files swapped': (files, _, random) => {
    const [a, b] = [oneOf([...files.keys()], random), oneOf([...files.keys()], random)];
    const [one, two] = [files.get(a), files.get(b)];
    if (one === undefined || two === undefined || one.equals(two)) return undefined;
    return new Map(files).set(a, two).set(b, one);
  },
  'a file missing': (files, _, random) => {
    const rest = new Map(files);
    rest.delete(oneOf([...files.keys()], random));
    return rest;
  },
  'a file too many': (files, _, random) =>
    new Map(files).set(oneOf(EXTRA_NAMES, random), some(20, random)),
  'a file of another package': (files, other, random) => {
    const name = oneOf([...files.keys()], random);
    const strange = other.get(name);
    return strange === undefined ? undefined : withFile(files, name, () => strange);
  },
};

const EXTRA_NAMES = [
  'note.txt',
  'data/more.json',
  'data/media/clip.mp4.part',
  'data/media/.hidden',
  'fetch.txt',
  'manifest-sha512.txt',
];

export function withFile(
  files: Files,
  name: string,
  change: (bytes: Buffer) => Buffer,
): Files | undefined {
  const before = files.get(name);
  if (before === undefined) return undefined;
  const after = change(before);
  return after.equals(before) ? undefined : new Map(files).set(name, after);
}

export function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(random() * copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return copy;
}

export function some(count: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length: count }, () => Math.floor(random() * 256)));
}

export function oneOf<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new RangeError('nothing to choose from');
  return found;
}
