import { describe, expect, it } from 'vitest';
import { CLOCK_LINES } from '../../../agent/core/plates/clock-grammar.ts';
import { emissionsOf, signColumns } from '../../../agent/core/plates/emissions.ts';
import { PLATES } from '../../../agent/core/plates/plate-grammar.ts';
import { readText } from '../../../agent/core/plates/reading.ts';
import { clearly, emit, type Step } from './emit.ts';

const read = (steps: readonly Step[]) => readText(emit(PLATES.signs, steps), PLATES);

describe('reading under the grammar', () => {
  it.each(['京A12345', '粤BD12345', '川A1234警', '苏E28782F', 'WJ01234'])(
    'reads a clear %s and is sure of it',
    (text) => {
      const reading = read(clearly(text));
      expect(reading?.text).toBe(text);
      for (const { confidence } of reading?.signs ?? []) expect(confidence).toBeGreaterThan(0.85);
    },
  );

  it('keeps equal signs apart only where a blank lies between', () => {
    const steps = clearly('京A12');
    expect(read([...steps, { 8: 0.9 }, { 8: 0.9 }, {}, { 8: 0.9 }, {}, { 3: 0.9 }])?.text).toBe(
      '京A12883',
    );
  });

  it.each([
    ['a 0 where only letters stand', '京', { 0: 0.7, D: 0.2 }, '12345', '京D12345'],
    ['an 8 that would be a province', '', { 8: 0.8, 吉: 0.1 }, 'A12345', '吉A12345'],
    ['a sign before the plate', '1', { 京: 0.9 }, 'A12345', '京A12345'],
  ])('takes %s for what the grammar allows', (_, before, unsure, after, text) => {
    const reading = read([
      ...[...before].map((sign) => ({ [sign]: 0.4 })),
      unsure,
      {},
      ...clearly(after),
    ]);
    expect(reading?.text).toBe(text);
  });

  it('is unsure of the sign that was unclear, and of no other', () => {
    const reading = read([...clearly('京A'), { 8: 0.5, B: 0.4 }, {}, ...clearly('2345')]);
    expect(reading?.text).toBe('京A82345');
    const confidences = reading?.signs.map(({ confidence }) => confidence) ?? [];
    expect(confidences[2]).toBeLessThan(0.7);
    expect(reading?.signs[2]?.options['B']).toBeGreaterThan(0.3);
    expect(Math.min(...confidences.filter((_, at) => at !== 2))).toBeGreaterThan(0.8);
  });

  it('is unsure where the recogniser saw something that no plate bears', () => {
    // 0.9 of that step went to another character
    const unseen = { 京: 0.05, other: 0.9 };
    const reading = read([unseen, {}, ...clearly('A12345')]);
    expect(reading?.text).toBe('京A12345');
    expect(reading?.signs[0]?.confidence).toBeLessThan(0.1);
  });

  it('has nothing to say of what cannot be a plate', () => {
    expect(read(clearly('123'))).toBeUndefined();
    expect(read([])).toBeUndefined();
  });

  it('reads the line of a camera clock with the same search', () => {
    const line = '2025-03-0412:34:56';
    const reading = readText(emit(CLOCK_LINES.signs, clearly(line)), CLOCK_LINES);
    expect(reading?.text).toBe(line);
  });
});

describe('a recogniser of all characters', () => {
  const classes = ['', 'A', '翼', '冀', '·', 'x'];
  const columns = signColumns(classes, ['冀', 'A']);

  it('counts dots as nothing, and other characters for no sign', () => {
    const emissions = emissionsOf([0.1, 0.2, 0.3, 0.1, 0.2, 0.1], classes.length, columns);
    expect(emissions.steps).toBe(1);
    expect(emissions.shares[0]).toBeCloseTo(0.1);
    expect(emissions.shares[1]).toBeCloseTo(0.2);
    expect(emissions.blanks[0]).toBeCloseTo(0.3);
  });

  it('refuses an output of another width', () => {
    expect(() => emissionsOf([0.1, 0.2], classes.length, columns)).toThrow(/rows of 6/);
  });
});
