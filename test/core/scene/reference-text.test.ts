import { describe, expect, it } from 'vitest';
import { apart } from '../../../agent/core/scene/affine.ts';
import { refined } from '../../../agent/core/scene/align.ts';
import { fieldOf } from '../../../agent/core/scene/field.ts';
import { IN_PLACE } from '../../../agent/core/scene/placement.ts';
import { beginReference, learn, withAppearance } from '../../../agent/core/scene/reference.ts';
import { fromText, toText } from '../../../agent/core/scene/reference-text.ts';
import { SHAPE, shifted, streetPicture } from './synthetic.ts';

const first = beginReference(fieldOf(streetPicture()));

describe('a reference as text', { timeout: 60_000 }, () => {
  it('comes back and serves as before', () => {
    const back = fromText(toText(first));
    expect(back?.grid).toEqual(first.grid);
    const at = shifted(0.008, -0.005);
    const field = fieldOf(streetPicture({ at, noiseSeed: 5 }));
    const found = refined(back?.appearances[0]?.field ?? field, field, IN_PLACE);
    expect(apart(found.placement, at, SHAPE)).toBeLessThan(0.0015);
    expect(found.agreeing).toBeGreaterThan(0.9);
  });

  it('is the same text again', () => {
    const text = toText(first);
    expect(toText(fromText(text) ?? first)).toBe(text);
  });

  it('never grows beyond four appearances and 100 kB, and keeps the first', () => {
    let reference = first;
    for (let at = 0; at < 9; at += 1)
      reference = withAppearance(reference, fieldOf(streetPicture({ seed: at })), IN_PLACE);
    expect(reference.appearances).toHaveLength(4);
    expect(reference.appearances[0]).toBe(first.appearances[0]);
    expect(toText(reference).length).toBeLessThan(100_000);
  });

  it.each([
    ['nothing', ''],
    ['another version', toText(first).replace('scene1', 'scene0')],
    ['cut off', toText(first).slice(0, -5)],
    ['another letter', toText(first).replace(/A(?=[^A]*$)/, '!')],
    ['no number', 'scene1 x y\n1 A'],
  ])('is undefined from %s', (_name, text) => {
    expect(fromText(text)).toBeUndefined();
  });
});

describe('an appearance', { timeout: 60_000 }, () => {
  it('fades what passes by', () => {
    let reference = first;
    const [anchor] = first.appearances;
    const passing = (luma: number, x: number, y: number) =>
      Math.abs(x - 0.5) < 0.1 && Math.abs(y - 0.5) < 0.1 ? 250 : luma;
    for (let at = 0; at < 9; at += 1) {
      const [which] = reference.appearances;
      if (which === undefined) break;
      const light = at === 3 ? passing : (luma: number) => luma;
      reference = learn(reference, which, fieldOf(streetPicture({ light, noiseSeed: at })));
    }
    const [now] = reference.appearances;
    expect(now?.taught).toBe(10);
    const change = Math.max(
      ...(now?.field.re ?? []).map((re, at) => Math.abs(re - (anchor?.field.re[at] ?? 0))),
    );
    expect(change).toBeLessThan(0.5);
  });

  it('is finished after 300 pictures: from then on nothing changes it', () => {
    const finished = {
      grid: first.grid,
      appearances: [{ field: fieldOf(streetPicture()), taught: 300 }],
    };
    const [which] = finished.appearances;
    if (which === undefined) throw new Error('there is one');
    expect(learn(finished, which, fieldOf(streetPicture({ seed: 2 })))).toBe(finished);
  });
});
