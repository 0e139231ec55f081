import { describe, expect, it } from 'vitest';
import {
  addPlateLook,
  type FusedPlate,
  joinPlates,
  type PlateLook,
  plateOf,
} from '../../../agent/core/plates/fuse-plates.ts';

/** A look in which each sign has one confidence; `options` at a place replace it. */
function look(
  text: string,
  confidence: number,
  atMs: number,
  options: Readonly<Record<number, Readonly<Record<string, number>>>> = {},
): PlateLook {
  const signs = [...text].map((sign, at) => {
    const all = options[at] ?? { [sign]: confidence };
    return { text: sign, confidence: all[sign] ?? 0, options: all, support: 1 };
  });
  const whole = signs.reduce((product, sign) => product * sign.confidence, 1);
  return { trackId: 1, atMs, reading: { text, kinds: ['ordinary'], signs, confidence: whole } };
}

const fuse = (looks: readonly PlateLook[]): FusedPlate =>
  looks.reduce<FusedPlate | undefined>(addPlateLook, undefined) as FusedPlate;

describe('fusing looks at one plate', () => {
  it('is surer after three looks that agree than after one', () => {
    const [one, three] = [1, 3].map((count) =>
      plateOf(fuse([1, 2, 3].slice(0, count).map((at) => look('京A12345', 0.8, at))), 0.5),
    );
    expect(three?.text).toBe('京A12345');
    expect(three?.shots).toBe(3);
    expect(three?.confidence).toBeGreaterThan((one?.confidence ?? 1) + 0.1);
  });

  it('knows where the plate was, surest and largest first, under all its track ids', () => {
    const vehicle = { left: 0, top: 0, right: 1, bottom: 1 };
    const placed = (confidence: number, atMs: number, side: number): PlateLook => {
      const plate = { left: 0, top: 0, right: side, bottom: side };
      return { ...look('京A12345', confidence, atMs), place: { plate, vehicle } };
    };
    const first = fuse([placed(0.9, 1, 0.1), placed(0.95, 2, 0.3), look('京A12345', 1, 3)]);
    const joined = joinPlates([first, fuse([placed(0.99, 4, 0.4)])]);
    expect(first.shots?.map(({ atMs }) => atMs)).toEqual([2, 1]);
    expect(joined?.shots?.map(({ atMs }) => atMs)).toEqual([4, 2, 1]);
  });

  it('takes each sign from the look that saw it well', () => {
    const looks = [
      look('京A82345', 0.9, 1, { 2: { 8: 0.5, B: 0.4 } }),
      look('京AB2345', 0.9, 2, { 2: { B: 0.9, 8: 0.05 } }),
      look('京AB2346', 0.9, 3, { 6: { 6: 0.4, 5: 0.35 } }),
    ];
    expect(plateOf(fuse(looks), 0.5)?.text).toBe('京AB2345');
  });

  it('tells an unsure sign as unknown', () => {
    const looks = [
      look('京A82345', 0.95, 1, { 2: { 8: 0.6, B: 0.3 } }),
      look('京AB2345', 0.95, 2, { 2: { B: 0.6, 8: 0.3 } }),
    ];
    const plate = plateOf(fuse(looks), 0.8);
    expect(plate?.text).toBe('京A?2345');
    expect(plate?.characters[2]?.confidence).toBeLessThan(0.6);
  });

  it('has no plate where more than two signs are unsure', () => {
    const plate = look('京A12345', 0.95, 1, { 0: { 京: 0.4 }, 1: { A: 0.4 }, 2: { 1: 0.4 } });
    expect(plateOf(fuse([plate]), 0.8)).toBeUndefined();
  });

  it('never makes a text that the grammar does not know', () => {
    // the likeliest signs one by one would be three letters
    const looks = [
      look('京AAB312', 0.9, 1, { 4: { C: 0.5, 3: 0.45 } }),
      look('京AAB312', 0.9, 2, { 4: { C: 0.5, 3: 0.45 } }),
    ];
    expect(plateOf(fuse(looks), 0)?.text).toBe('京AAB312');
  });

  it('lets the better looks decide how long it is', () => {
    const looks = [look('京AD1234', 0.5, 1), look('京AD12345', 0.95, 2), look('京AD12345', 0.9, 3)];
    expect(plateOf(fuse(looks), 0.5)).toMatchObject({ text: '京AD12345', kind: 'new-energy' });
  });

  it('counts one picture once', () => {
    expect(fuse([look('京A12345', 0.8, 1), look('京A12345', 0.8, 1)]).times).toEqual([1]);
  });

  it('names the colour that most looks saw', () => {
    const looks = [1, 2, 3].map(
      (at): PlateLook => ({ ...look('京A12345', 0.9, at), colour: at === 2 ? 'yellow' : 'blue' }),
    );
    expect(plateOf(fuse(looks), 0.5)?.color).toBe('blue');
  });

  it('joins what was seen under two track ids', () => {
    const joined = joinPlates([fuse([look('京A12345', 0.8, 1)]), fuse([look('京A12345', 0.8, 2)])]);
    expect(joined).toEqual(fuse([look('京A12345', 0.8, 1), look('京A12345', 0.8, 2)]));
    expect(joinPlates([])).toBeUndefined();
  });
});
