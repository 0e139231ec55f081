import { describe, expect, test } from 'vitest';
import type { GroupRule, RuleSignal } from '../../../agent/core/rules/rule.ts';
import {
  type Actor,
  boxAt,
  during,
  frames,
  inputAt,
  lookAt,
  PARKING,
  parks,
  play,
  RED,
  SIDEWALK,
} from '../../helpers/street.ts';

const STALL: GroupRule = {
  ...PARKING,
  type: 'group',
  id: 'stalls',
  violation: 'street-stall',
  labels: ['umbrella'],
  parts: [{ name: 'seller', labels: ['person'], min: 1 }],
  reach: 2,
};

/** A parasol whose box ends above the zone, which begins at 0.5. */
const hanging = boxAt(0.5, 0.42, 0.2, 0.12);
const parasol: Actor = { id: 1, label: 'umbrella', at: () => hanging };
const feet = boxAt(0.45, 0.6, 0.04, 0.2);
const seller: Actor = { id: 2, label: 'person', at: () => feet };
const standing = (id: number, x: number, fromS: number, toS: number, y = 0.6): Actor => ({
  id,
  label: 'person',
  at: (ms) => (during(ms, [fromS, toS]) ? boxAt(x, y, 0.04, 0.2) : undefined),
});

function stall(actors: readonly Actor[], fps = 2, rule: GroupRule = STALL, toS = 330) {
  const inputs = frames(0, toS, fps).map((ms) => inputAt(ms, actors));
  return play(rule, inputs, undefined, true).signals;
}

const confirmed = (signals: readonly RuleSignal[]) =>
  signals.find(({ type }) => type === 'confirm') as RuleSignal;

describe('what a stall states', () => {
  test('box and overlap are of what stands on the ground, not of the parasol in the air', () => {
    for (const { subject, facts } of stall([parasol, seller])) {
      expect(subject.box).toEqual({ left: 0.4, top: hanging.top, right: 0.6, bottom: 0.6 });
      expect(facts).toMatchObject({ overlap: 1, ground: 'part', zoneId: 'sidewalk' });
    }
  });

  test('an anchor that stands in the zone itself says so', () => {
    const table: Actor = { ...parasol, at: () => boxAt(0.5, 0.62, 0.2, 0.12) };
    const { facts, subject } = confirmed(stall([table, seller]));
    expect(facts).toMatchObject({ overlap: 1, ground: 'anchor' });
    expect(subject.box.top).toBeCloseTo(0.5);
    expect(subject.box.bottom).toBeCloseTo(0.62);
  });

  test('the share is of the moment: a seller who stepped back out of the zone is not in it', () => {
    const at = (ms: number) => (ms < 100_000 ? feet : boxAt(0.45, 0.515, 0.04, 0.2));
    const [suspect, confirm] = stall([parasol, { ...seller, at }]);
    expect(suspect?.facts).toMatchObject({ overlap: 1, ground: 'part' });
    expect(confirm?.facts).toMatchObject({ overlap: 0.5, ground: 'part' });
    expect(confirm?.subject.box.bottom).toBeCloseTo(0.515);
  });

  test.each<[string, Actor[], number]>([
    ['who has been there as long as the seller is in the box', [standing(3, 0.64, 50, 400)], 0.66],
    ['who buys for some minutes is not', [standing(3, 0.64, 200, 400)], 0.6],
    ['who stopped a second ago is not', [standing(3, 0.64, 302, 400)], 0.6],
    ['who left half a minute ago is not', [standing(3, 0.64, 200, 270)], 0.6],
    ['who is out of reach is not', [standing(3, 0.9, 0, 400)], 0.6],
  ])('%s', (_, more, right) => {
    expect(confirmed(stall([parasol, seller, ...more])).subject.box.right).toBeCloseTo(right);
  });

  test('the seller who went for change half a minute ago still belongs to it', () => {
    const away: Actor = { ...seller, at: (ms) => (during(ms, [275, 9999]) ? undefined : feet) };
    const { subject, facts } = confirmed(stall([parasol, away]));
    expect(subject.box.bottom).toBeCloseTo(0.6);
    expect(facts).toMatchObject({ overlap: 1, ground: 'part' });
  });

  test('the end states what was there at the last sight', () => {
    const gone = [parasol, seller].map((actor) => ({
      ...actor,
      at: (ms: number) => (ms < 320_000 ? actor.at(ms) : undefined),
    }));
    const clear = stall(gone, 2, STALL, 600).at(-1);
    expect(clear?.type).toBe('clear');
    expect(clear?.subject.box.bottom).toBeCloseTo(0.6);
    expect(clear?.facts).toMatchObject({ overlap: 1, ground: 'part' });
  });
});

describe('how often it was seen', () => {
  const framesBetween = ({ sinceMs, atMs }: RuleSignal, fps: number) =>
    Math.round(((atMs - sinceMs) * fps) / 1000) + 1;

  test.each([0.5, 1, 3, 5, 25])('is every frame since it stopped, at %d frames a second', (fps) => {
    const car: Actor = { id: 7, at: parks(0.5, 0.8, 10, 700), look: RED };
    const { signals } = play(
      PARKING,
      frames(0, 320, fps).map((ms) => inputAt(ms, [car])),
    );
    expect(signals).toHaveLength(2);
    for (const signal of signals)
      expect(signal.facts['observations']).toBe(framesBetween(signal, fps));
  });

  test.each([1, 5])('of a stall is every frame since it was complete, at %d a second', (fps) => {
    const signals = stall([parasol, standing(2, 0.45, 100, 9999)], fps, STALL, 450);
    expect(signals).toHaveLength(2);
    for (const signal of signals) {
      expect(signal.sinceMs).toBeGreaterThanOrEqual(99_000);
      expect(signal.facts['observations']).toBe(framesBetween(signal, fps));
    }
  });

  test('leaves out the frames in which something hid it, and states the gap', () => {
    const hidden = (actor: Actor): Actor => ({
      ...actor,
      at: (ms) => (during(ms, [100, 120]) ? undefined : actor.at(ms)),
    });
    const car: Actor = hidden({ id: 7, at: () => boxAt(0.5, 0.8), look: RED });
    const { signals } = play(
      PARKING,
      frames(0, 320, 2).map((ms) => inputAt(ms, [car])),
    );
    for (const signal of [confirmed(signals), confirmed(stall([parasol, seller].map(hidden)))]) {
      expect(signal.facts['observations']).toBe(framesBetween(signal, 2) - 40);
      expect(signal.facts['longestGapMs']).toBe(20_500);
    }
  });

  test('begins with the first frame of a zone that opens later', () => {
    const zone = { ...SIDEWALK, hours: [{ from: 720, to: 800 }] };
    const inputs = frames(0, 160, 5).map((ms) => {
      const input = inputAt(ms, [{ id: 7, at: () => boxAt(0.5, 0.8), look: RED }]);
      return ms < 100_000 ? { ...input, local: { ...input.local, minute: 719 } } : input;
    });
    const [suspect] = play({ ...PARKING, zones: [zone] }, inputs).signals;
    expect(suspect?.sinceMs).toBe(100_000);
    expect(suspect?.facts['observations']).toBe(76);
  });
});

test('times are whole milliseconds and shares have two decimals, whatever the frame times', () => {
  const odd = (fromS: number, toS: number) =>
    frames(fromS, toS, 3).filter((ms) => !during(ms, [50, 57]));
  const edge = boxAt(0.9 - 0.0311, 0.8);
  const car: Actor = { id: 7, at: (ms) => ({ ...edge, top: edge.top + (ms % 7) * 1e-4 }) };
  const truck: Actor = { id: 9, label: 'truck', at: (ms) => boxAt(0.2 + ms / 90_000, 0.8) };
  const passing = { load: { heaped: 0.99, level: 0.01 } };
  const { signals } = play(
    {
      ...{ id: 'load', violation: 'overfilled', type: 'attribute', labels: ['truck'] },
      ...{ minScore: 0.4, zones: [], when: { load: ['heaped'] }, minLooks: 1, posterior: 0.5 },
      lateMs: 0,
    },
    odd(0, 30).map((ms) => ({
      ...inputAt(ms, [truck]),
      looks: [lookAt(9, ms / 1000, 'load', passing.load)],
    })),
  );
  const standing = play(
    PARKING,
    odd(0, 330).map((ms) => inputAt(ms, [car])),
  ).signals;
  const all = [...signals, ...standing, ...stall([parasol, seller], 3)];
  const names = new Set(all.flatMap(({ facts }) => Object.keys(facts)));
  for (const name of ['fromMs', 'toMs', 'dwellMs', 'longestGapMs', 'overlap', 'moved'])
    expect(names).toContain(name);
  expect(standing[0]?.facts['overlap']).not.toBe(1);
  for (const { facts } of all)
    for (const [name, value] of Object.entries(facts)) {
      if (typeof value !== 'number') continue;
      if (name.endsWith('Ms')) expect([name, value]).toEqual([name, Math.round(value)]);
      else if (name !== 'posterior')
        expect([name, value]).toEqual([name, Math.round(value * 100) / 100]);
    }
});
