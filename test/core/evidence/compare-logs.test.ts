import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareLogs, type LogPlace } from '../../../agent/core/evidence/compare-logs.ts';
import { MerkleTree } from '../../../agent/core/evidence/merkle-tree.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The first `count` packages of a log, each with the head over it and those before it. */
function logOf(count: number, name = 'e'): LogPlace[] {
  const tree = new MerkleTree(sha256);
  return Array.from({ length: count }, (_, at) => {
    const leaf = Buffer.from(`${name}-${at + 1}`);
    tree.append(leaf);
    const head = { treeSize: tree.size, rootHash: hex(tree.root()) };
    return { log: 'city', node: 'box', evidenceId: `${name}-${at + 1}`, seq: at + 1, leaf, head };
  });
}

const report = (places: readonly LogPlace[]) => compareLogs(sha256, hex, places)[0];
const without = (places: readonly LogPlace[], ...seqs: number[]) =>
  places.filter(({ seq }) => !seqs.includes(seq));

describe('packages of one log', () => {
  it.each<[string, readonly LogPlace[], object]>([
    ['all of them', logOf(9), { last: 9, missing: [], rebuilt: 9, faults: [] }],
    ['in any order', logOf(9).toReversed(), { last: 9, missing: [], rebuilt: 9, faults: [] }],
    ['one kept back', without(logOf(9), 5), { missing: [[5, 5]], rebuilt: 4, faults: [] }],
    ['the first ones gone', without(logOf(5), 1, 2), { missing: [[1, 2]], rebuilt: 0, faults: [] }],
    [
      'two gaps',
      without(logOf(9), 2, 3, 7),
      {
        missing: [
          [2, 3],
          [7, 7],
        ],
        faults: [],
      },
    ],
    ['one twice', [...logOf(3), ...logOf(1)], { missing: [], faults: [] }],
  ])('%s', (_, places, expected) => {
    expect(report(places)).toMatchObject(expected);
  });

  it('are told by log and by node', () => {
    const other = logOf(2).map((place) => ({ ...place, node: 'other' }));
    const own = logOf(3).map((place) => ({ ...place, log: null }));
    const reports = compareLogs(sha256, hex, [...logOf(4), ...other, ...own]);
    expect(reports.map(({ node, log, packages }) => [node, log, packages])).toEqual([
      ['box', 'city', 4],
      ['other', 'city', 2],
      ['box', null, 3],
    ]);
  });

  it('do not fit when an entry in the middle was exchanged', () => {
    const places = logOf(6).map((place) =>
      place.seq === 3 ? { ...place, leaf: Buffer.from('other') } : place,
    );
    expect(report(places)?.faults).toHaveLength(4);
  });

  it('do not fit when the log was written anew from some place on', () => {
    const anew = [...logOf(3), ...logOf(6, 'x').slice(3)];
    expect(report(anew)?.faults[0]).toContain('over 4 entries that came with x-4');
  });

  it('show two logs under one name, although packages are missing', () => {
    const both = [...logOf(6).slice(4), ...logOf(6, 'x').slice(4)];
    expect(report(both)?.faults).toEqual([
      'e-5 and x-5 are both entry 5',
      'e-6 and x-6 are both entry 6',
      'e-5 and x-5 came with different heads over 5 entries',
      'e-6 and x-6 came with different heads over 6 entries',
    ]);
  });
});
