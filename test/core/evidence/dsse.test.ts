import { expect, it } from 'vitest';
import { preAuthEncoding } from '../../../agent/core/evidence/dsse.ts';

it.each([
  [
    'the example of the DSSE protocol',
    'http://example.com/HelloWorld',
    'hello world',
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  ],
  ['lengths are bytes, not letters', 'tür', '路', 'DSSEv1 4 tür 3 路'],
  ['nothing to sign', 'a', '', 'DSSEv1 1 a 0 '],
])('pre-authentication encoding: %s', (_sentence, type, payload, encoded) => {
  expect(Buffer.from(preAuthEncoding(type, Buffer.from(payload))).toString()).toBe(encoded);
});
