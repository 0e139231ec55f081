import { describe, expect, test } from 'vitest';
import { addLook, type Fused, massOf, posterior } from '../../../agent/core/rules/fuse.ts';

function fuse(...looks: (readonly [states: Record<string, number>, quality?: number])[]): Fused {
  let fused: Fused = { times: [], weight: 0, logs: {} };
  looks.forEach(([states, quality = 1], n) => {
    fused = addLook(fused, { atMs: n, states, quality });
  });
  return fused;
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('fusing looks', () => {
  test('one perfect look gives its own probabilities back', () => {
    const shares = posterior(fuse([{ net: 0.7, none: 0.3 }]));
    expect(shares).toEqual({ net: expect.closeTo(0.7, 10), none: expect.closeTo(0.3, 10) });
  });

  test('agreeing looks are surer than one, better ones count more', () => {
    const one = massOf(fuse([{ net: 0.3, none: 0.7 }]), ['none']);
    const three = massOf(fuse(...times(3, [{ net: 0.3, none: 0.7 }] as const)), ['none']);
    expect(three).toBeGreaterThan(one);
    expect(
      massOf(fuse([{ net: 0.9, none: 0.1 }, 0.4], [{ net: 0.1, none: 0.9 }, 1]), ['none']),
    ).toBeGreaterThan(0.7);
  });

  test('thirty half-hearted looks at one passage are no certainty', () => {
    expect(massOf(fuse(...times(30, [{ net: 0.45, none: 0.55 }] as const)), ['none'])).toBeLessThan(
      0.8,
    );
  });

  test('a look that is quite sure of the wrong thing is outvoted by three', () => {
    const looks = [[{ none: 1, net: 0 }], ...times(3, [{ none: 0.1, net: 0.9 }])] as const;
    expect(massOf(fuse(...looks.map(([states]) => [states] as const)), ['net'])).toBeGreaterThan(
      0.8,
    );
  });

  test("unknown is an answer: its share is nobody else's, and listing it does not help", () => {
    const fused = fuse(...times(4, [{ none: 0.52, unknown: 0.48 }] as const));
    expect(massOf(fused, ['none', 'unknown'])).toBeLessThan(0.6);
  });

  test.each([
    ['poor quality', [{ none: 1 }, 0.29] as const],
    ['mostly unknown', [{ none: 0.5, unknown: 0.5 }, 1] as const],
  ])('%s: not counted', (_, look) => {
    expect(fuse(look)).toEqual({ times: [], weight: 0, logs: {} });
  });

  test('a state that only later looks name starts from the floor', () => {
    const late = posterior(fuse([{ net: 0.98 }], [{ net: 0.1, none: 0.9 }]));
    const early = posterior(fuse([{ net: 0.98, none: 0.02 }], [{ net: 0.1, none: 0.9 }]));
    for (const [name, share] of Object.entries(early)) expect(late).toHaveProperty(name, share);
  });

  test('no more than 32 looks are kept', () => {
    expect(fuse(...times(50, [{ none: 1 }] as const)).times).toHaveLength(32);
  });
});
