import { expect, it } from 'vitest';
import { bagInfoTxt, sumsFile } from '../../../agent/core/evidence/bag-files.ts';

const file = (name: string, bytes: number) => ({ name, bytes, sha256: 'ab'.repeat(32) });

it('sums are one line a file, ordered by name, two spaces between', () => {
  const sum = 'ab'.repeat(32);
  expect(sumsFile([file('data/b', 1), file('data/a', 1)])).toBe(`${sum}  data/a\n${sum}  data/b\n`);
});

it('bag-info counts bytes and files, and no id can add a line to it', () => {
  const software = { name: 'streetwarden', version: '0.1.0' };
  const info = { evidenceId: 'e-1\nContact-Name: x', createdUtcMs: 0, software };
  expect(bagInfoTxt(info, [file('data/a', 3), file('data/b', 4)])).toBe(
    'Bag-Software-Agent: streetwarden 0.1.0\nBagging-Date: 1970-01-01\nExternal-Identifier: e-1 Contact-Name: x\nPayload-Oxum: 7.2\n',
  );
});
