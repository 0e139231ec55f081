import { describe, expect, test } from 'vitest';
import { addLook, type Fused, massOf, posterior } from '../../../agent/core/rules/fuse.ts';

function fuse(...looks: (readonly [states: Record<string, number>, quality?: number])[]): Fused {
  let fused: Fused = { times: [], weight: 0, logs: {}, blindLog: 0 };
  looks.forEach(([states, quality = 1], n) => {
    fused = addLook(fused, { atMs: n, states, quality });
  });
  return fused;
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('fusing looks', () => {
  test('one perfect look gives its own probabilities back', () => {
    const shares = posterior(fuse([{ net: 0.7, none: 0.3 }]));
    // 'unknown' has no less than the floor: 0.02
    expect(shares).toEqual({
      net: expect.closeTo(0.98 * 0.7, 10),
      none: expect.closeTo(0.98 * 0.3, 10),
      unknown: expect.closeTo(0.02, 10),
    });
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

  test('what a look did not see speaks for no state; listing `unknown` does not help', () => {
    const [half] = [{ none: 0.3, net: 0.25, unknown: 0.45 }] as const;
    const fused = fuse(...times(4, [half] as const));
    const seen = fuse(...times(4, [{ none: 0.525, net: 0.475 }] as const));
    expect(massOf(fused, ['none', 'unknown'])).toBeCloseTo(massOf(fused, ['none']), 10);
    expect(massOf(fused, ['none'])).toBeLessThan(massOf(seen, ['none']));
  });

  test('what looks have not seen takes less from the others than what they cannot tell apart', () => {
    const sure = times(3, [{ net: 0.15, none: 0.85 }] as const);
    const after = (look: Record<string, number>) =>
      massOf(fuse(...sure, ...times(5, [look] as const)), ['none']);
    const halfBlind = after({ net: 0.28, none: 0.28, unknown: 0.44 });
    expect(halfBlind).toBeGreaterThan(after({ net: 0.5, none: 0.5 }) + 0.03);
    expect(halfBlind).toBeLessThan(massOf(fuse(...sure), ['none']));
  });

  test('one half-blind look is not sure of anything, many agreeing ones are', () => {
    const look = [{ none: 0.6, net: 0, unknown: 0.4 }] as const;
    expect(massOf(fuse(look), ['none'])).toBeLessThan(0.6);
    expect(massOf(fuse(...times(6, look)), ['none'])).toBeGreaterThan(0.9);
  });

  test.each([
    ['poor quality', [{ none: 1 }, 0.29] as const],
    ['mostly unknown', [{ none: 0.5, unknown: 0.5 }, 1] as const],
  ])('%s: not counted', (_, look) => {
    expect(fuse(look)).toEqual({ times: [], weight: 0, logs: {}, blindLog: 0 });
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
