import { type Hash, MerkleTree } from './merkle-tree.ts';

/** Where one package says that it stands in one log, with the head that was signed when it came in. */
export interface LogPlace {
  /** Name of the target whose log it is; null for the node's own. */
  readonly log: string | null;
  readonly node: string;
  readonly evidenceId: string;
  /** From 1. */
  readonly seq: number;
  /** What the leaf is the hash of. */
  readonly leaf: Uint8Array;
  readonly head: { readonly treeSize: number; readonly rootHash: string };
}

/** What many packages say together of one log. */
export interface LogReport {
  readonly log: string | null;
  readonly node: string;
  readonly packages: number;
  readonly first: number;
  readonly last: number;
  /** Entries between 1 and `last` of which no package is here: from, to. Deletions are such entries, too. */
  readonly missing: readonly (readonly [from: number, to: number])[];
  /** Heads that were rebuilt from the packages themselves; the others need entries that are missing. */
  readonly rebuilt: number;
  /** What cannot be true of one log, in words. */
  readonly faults: readonly string[];
}

/**
 * Holds packages of the same logs against one another: two in one place, two heads of one size that differ, or a head
 * that the packages before it do not lead to mean that a log was rewritten or that there are two of it. Each
 * package must have been verified before.
 */
export function compareLogs(
  hash: Hash,
  hex: (bytes: Uint8Array) => string,
  places: readonly LogPlace[],
): LogReport[] {
  const logs = new Map<string, LogPlace[]>();
  for (const place of places) {
    const key = JSON.stringify([place.node, place.log]);
    const own = logs.get(key);
    if (own === undefined) logs.set(key, [place]);
    else own.push(place);
  }
  return [...logs.values()].map((own) =>
    reportOf(
      hash,
      hex,
      own.toSorted((a, b) => a.seq - b.seq),
    ),
  );
}

function reportOf(
  hash: Hash,
  hex: (bytes: Uint8Array) => string,
  places: readonly LogPlace[],
): LogReport {
  const faults = [...doubles(places), ...forks(places)];
  const missing = gaps(places.map(({ seq }) => seq));
  const tree = new MerkleTree(hash);
  for (const { seq, leaf } of places) if (seq === tree.size + 1) tree.append(leaf);
  const within = places.filter(({ head }) => head.treeSize <= tree.size);
  for (const { evidenceId, head } of within)
    if (hex(tree.root(head.treeSize)) !== head.rootHash)
      faults.push(
        `the head over ${head.treeSize} entries that came with ${evidenceId} is not what the packages before it make`,
      );
  const [first, last] = [places[0], places.at(-1)];
  return {
    log: first?.log ?? null,
    node: first?.node ?? '',
    packages: places.length,
    first: first?.seq ?? 0,
    last: last?.seq ?? 0,
    missing,
    rebuilt: within.length,
    faults,
  };
}

function doubles(places: readonly LogPlace[]): string[] {
  return places.flatMap(({ seq, evidenceId }, at) => {
    const before = places[at - 1];
    return before?.seq === seq && before.evidenceId !== evidenceId
      ? [`${before.evidenceId} and ${evidenceId} are both entry ${seq}`]
      : [];
  });
}

function forks(places: readonly LogPlace[]): string[] {
  const roots = new Map<number, LogPlace>();
  return places.flatMap((place) => {
    const { treeSize, rootHash } = place.head;
    const other = roots.get(treeSize);
    if (other === undefined) roots.set(treeSize, place);
    return other !== undefined && other.head.rootHash !== rootHash
      ? [
          `${other.evidenceId} and ${place.evidenceId} came with different heads over ${treeSize} entries`,
        ]
      : [];
  });
}

/** What is missing between 1 and the largest of these numbers, which are in order. */
function gaps(numbers: readonly number[]): (readonly [number, number])[] {
  return numbers.flatMap((number, at) => {
    const before = numbers[at - 1] ?? 0;
    return number > before + 1 ? [[before + 1, number - 1] as const] : [];
  });
}
