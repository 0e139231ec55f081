import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConsistent, rootFromInclusion } from '../../../agent/core/evidence/merkle-proof.ts';
import { leafHash, MerkleTree } from '../../../agent/core/evidence/merkle-tree.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// The published vectors of Certificate Transparency (RFC 6962): leaves, and the root over the first n.
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => Buffer.from(text, 'hex'));
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function treeOf(leaves: readonly Uint8Array[]): MerkleTree {
  const tree = new MerkleTree(sha256);
  for (const leaf of leaves) tree.append(leaf);
  return tree;
}

describe('Merkle tree against the published vectors', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('root over %i leaves', (size, root) => {
    expect(hex(treeOf(LEAVES.slice(0, size)).root())).toBe(root);
    expect(hex(treeOf(LEAVES).root(size))).toBe(root);
  });

  it('inclusion of leaf 5 in 8', () => {
    expect(treeOf(LEAVES).inclusion(5).map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it.each([
    [
      3,
      8,
      [
        '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
        '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
        'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('consistency from %i to %i', (from, to, proof) => {
    expect(treeOf(LEAVES).consistency(from, to).map(hex)).toEqual(proof);
  });
});

describe('Merkle proofs', () => {
  const sizes = Array.from({ length: 33 }, (_, index) => index + 1);
  const data = (index: number) => Buffer.from(`leaf ${index}`);
  const tree = treeOf(sizes.map((_, index) => data(index)));

  it('every leaf of every tree up to 33 is proven, and no proof serves another leaf or size', () => {
    for (const size of sizes)
      for (let index = 0; index < size; index += 1) {
        const proof = tree.inclusion(index, size);
        const root = (at: number, of: number, leaf = data(index)) => {
          const found = rootFromInclusion(sha256, leafHash(sha256, leaf), at, of, proof);
          return found === undefined ? 'no root' : hex(found);
        };
        expect(root(index, size)).toBe(hex(tree.root(size)));
        expect(root(index, size, data(index + 1))).not.toBe(hex(tree.root(size)));
        if (index + 1 < size) expect(root(index + 1, size)).not.toBe(hex(tree.root(size)));
        expect(root(size, size)).toBe('no root');
      }
  });

  it('every tree is the beginning of every larger one, and of no other', () => {
    for (const size of sizes)
      for (let from = 1; from <= size; from += 1) {
        const claim = {
          from: { size: from, root: tree.root(from) },
          to: { size, root: tree.root(size) },
          proof: tree.consistency(from, size),
        };
        expect(isConsistent(sha256, claim)).toBe(true);
        const forged = { ...claim, from: { size: from, root: sha256(Buffer.from('forged')) } };
        expect(isConsistent(sha256, forged)).toBe(false);
        const longer = { ...claim, proof: [...claim.proof, sha256(Buffer.from('more'))] };
        expect(isConsistent(sha256, longer)).toBe(false);
      }
  });

  it('a leaf taken back leaves the tree as it was', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (keep, more) => {
        const grown = treeOf(Array.from({ length: keep + more }, (_, index) => data(index)));
        grown.truncate(keep);
        grown.append(data(999));
        const straight = treeOf([...Array.from({ length: keep }, (_, i) => data(i)), data(999)]);
        expect(hex(grown.root())).toBe(hex(straight.root()));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['a leaf beyond the tree', () => tree.inclusion(33)],
    ['a size beyond the tree', () => tree.root(34)],
    ['consistency from nothing', () => tree.consistency(0)],
  ])('refuses %s', (_sentence, ask) => {
    expect(ask).toThrow(RangeError);
  });
});
