import { describe, expect, test } from 'vitest';
import type { Episode, Stage } from '../../../agent/core/episodes/episode.ts';
import { type Wanted, wantedMedia } from '../../../agent/core/evidence/media-plan.ts';
import type { Rule, Subject } from '../../../agent/core/rules/rule.ts';

const BOX = { left: 0.2, top: 0.2, right: 0.6, bottom: 0.6 };
const PLATE = { left: 0.38, top: 0.5, right: 0.42, bottom: 0.52 };
const ROLL = { preMs: 3000, postMs: 7000 };

function plan(type: Rule['type'], stage: Stage, second: number, subject: Partial<Subject> = {}) {
  const episode: Episode = {
    ...{ id: 'e', place: 'p', stage, sinceMs: 10_000, sinceUtcMs: 0, suspectedMs: 0 },
    ...{ facts: {}, warned: false, revision: 0, told: true },
    subject: { label: 'car', box: BOX, trackIds: [1], ...subject },
  };
  return wantedMedia(type, { stage, atMs: second * 1000, episode }, ROLL);
}

/** Role, and the second it is taken at or what it is cut from. */
const brief = (wanted: readonly Wanted[]) =>
  wanted.map((one) => `${one.role} ${one.kind === 'cut' ? one.of : one.atMs / 1000}`);

const plateShots = [{ atMs: 12_000, box: PLATE, quality: 0.9, vehicle: BOX }];

describe('what is taken', () => {
  test.each<[string, readonly Wanted[], string[]]>([
    ['parking, suspected', plan('dwell', 'suspected', 25), ['panorama-first 25', 'clip-first 25']],
    [
      'parking, confirmed: the plate is where it was read',
      plan('dwell', 'confirmed', 310, { plateShots }),
      ['panorama-last 310', 'closeup panorama-last', 'plate panorama-last', 'clip-last 310'],
    ],
    [
      'parking, no plate was found',
      plan('dwell', 'confirmed', 310),
      ['panorama-last 310', 'closeup panorama-last', 'clip-last 310'],
    ],
    [
      'stall, suspected: the moment in which its clock began',
      plan('group', 'suspected', 40),
      ['panorama-first 10', 'clip-first 10'],
    ],
    [
      'stall, confirmed: no plate, whatever was read',
      plan('group', 'confirmed', 310, { plateShots }),
      ['panorama-last 310', 'closeup panorama-last', 'clip-last 310'],
    ],
    ['a stall that has gone', plan('group', 'cleared', 400), []],
    ['a truck, suspected: all comes with the confirmation', plan('attribute', 'suspected', 14), []],
  ])('%s', (_, wanted, expected) => expect(brief(wanted)).toEqual(expected));

  test('a stall whose first moment is gone from the ring: the one in which it was suspected', () => {
    const instead = plan('group', 'suspected', 40).flatMap((one) =>
      'instead' in one && one.instead !== undefined ? [one.instead] : [],
    );
    expect(brief(instead)).toEqual(['panorama-first 40', 'clip-first 40']);
  });
});

test('a stall before which a bus stands at its confirmation: the moment before the bus, if there is one left', () => {
  const shots = [1, 1, 0.2].map((quality, at) => ({
    atMs: 306_000 + at * 2000,
    box: BOX,
    quality,
  }));
  const closeup = plan('group', 'confirmed', 310, { shots }).find(({ role }) => role === 'closeup');
  expect(closeup).toMatchObject({ kind: 'part', atMs: 308_000, instead: { of: 'panorama-last' } });
});

describe('a truck that passes', () => {
  const at = (x: number) => ({ left: x, top: 0.3, right: x + 0.4, bottom: 0.7 });
  const way = [0, 1, 2, 3, 4, 5].map((s) => ({ atMs: 10_000 + s * 1000, box: at(s / 10) }));
  const shot = (second: number, quality: number) => ({
    ...{ atMs: second * 1000, box: at((second - 10) / 10), quality },
  });

  test('two panoramas apart, the best of its looks, its plate, a film around the decision', () => {
    const shots = [shot(12, 0.9), shot(14, 0.6)];
    const wanted = plan('attribute', 'confirmed', 14, { way, shots, plateShots });
    const film = ['plate 12', 'clip 14'];
    expect(brief(wanted)).toEqual(['panorama-first 11', 'panorama-last 14', 'closeup 12', ...film]);
    expect(wanted.at(-1)).toMatchObject({ fromMs: 11_000, toMs: 21_000 });
  });

  test('the best look is the one that decided: cut from the last panorama', () => {
    const wanted = plan('attribute', 'confirmed', 14, { way, shots: [shot(14, 0.9)] });
    expect(brief(wanted)).toContain('closeup panorama-last');
  });

  test('nothing is known but its box: as of what crosses a line', () => {
    const wanted = plan('crossing', 'confirmed', 14);
    expect(brief(wanted)).toEqual([
      ...['panorama-first 13.6', 'panorama-last 14', 'closeup panorama-last', 'clip 14'],
    ]);
  });
});

test('a plate is cut where it is on the vehicle, with room around it, though the camera has shifted', () => {
  const box = { left: 0.3, top: 0.3, right: 0.7, bottom: 0.7 };
  const [plate] = plan('dwell', 'confirmed', 310, { box, plateShots }).filter(
    ({ role }) => role === 'plate',
  );
  expect(plate?.kind === 'cut' && plate.part.left).toBeCloseTo(0.48 - 0.3 * 0.04);
  expect(plate?.kind === 'cut' && plate.part.bottom).toBeCloseTo(0.62 + 0.3 * 0.02);
});
