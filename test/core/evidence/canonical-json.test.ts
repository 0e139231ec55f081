import { describe, expect, it } from 'vitest';
import { canonicalBytes, canonicalJson } from '../../../agent/core/evidence/canonical-json.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of RFC 8785 section 3.2.2', () => {
    const value = {
      // biome-ignore lint/correctness/noPrecisionLoss: the RFC's own example
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders keys by UTF-16 code units, as section 3.2.3 shows', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const value = Object.fromEntries(keys.map((key) => [key, 0]));
    const order = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    expect(canonicalJson(value)).toBe(
      `{${order.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`,
    );
  });

  it.each([
    ['minus zero is zero', -0, '0'],
    ['largest exact integer', 9007199254740992, '9007199254740992'],
    ['smallest number', 5e-324, '5e-324'],
    ['switch to exponents', 1e21, '1e+21'],
    ['nothing in it', {}, '{}'],
    ['Chinese is not escaped', '人行道', '"人行道"'],
    ['an own key __proto__', JSON.parse('{"b":1,"__proto__":2}'), '{"__proto__":2,"b":1}'],
  ])('%s', (_sentence, value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(canonicalBytes(value)).toEqual(new Uint8Array(Buffer.from(text, 'utf8')));
  });

  const loop: { self?: unknown } = {};
  loop.self = loop;
  it.each([
    ['NaN', { a: Number.NaN }, '$.a'],
    ['infinity', [1, Number.POSITIVE_INFINITY], '$[1]'],
    ['undefined as a field', { a: { b: undefined } }, '$.a.b'],
    ['undefined in a list', [undefined], '$[0]'],
    ['a hole in a list', new Array(1), '$[0]'],
    ['bigint', { a: 1n }, 'bigint'],
    ['a function', { a: () => 1 }, 'function'],
    ['a date', { a: new Date(0) }, 'Date'],
    ['bytes', { a: new Uint8Array(1) }, 'Uint8Array'],
    ['half a surrogate pair', { a: '\ud83d' }, 'surrogate'],
    ['half a surrogate pair in a key', { '\ude00': 1 }, 'surrogate'],
    ['a cycle', loop, 'cycle'],
  ])('refuses %s and names the place', (_sentence, value, word) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(word);
  });
});
