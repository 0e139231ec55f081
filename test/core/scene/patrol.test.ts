import { expect, test } from 'vitest';
import { NO_PATROL, type Patrol, stepPatrol } from '../../../agent/core/scene/patrol.ts';
import { reportPatrol } from '../../../agent/core/scene/patrol-report.ts';

const NAMES: Readonly<Record<string, string>> = { h: 'home', n: 'north', s: 'south' };
const PRESETS = Object.values(NAMES);
const START = Date.UTC(2026, 2, 3, 8);

/** What is shown, one letter for ten seconds, a picture each second; `.` is no view, `_` no picture. */
function went(
  pictures: string,
  before: Patrol = NO_PATROL,
  { judged = true, leapMs = 0 } = {},
): Patrol {
  let patrol = before;
  let utcMs = (before.utcMs?.last ?? START - 1000) + 1000 + leapMs;
  for (const letter of pictures)
    for (let second = 0; second < 10; second += 1) {
      if (letter !== '_') patrol = stepPatrol(patrol, { view: NAMES[letter], judged, utcMs });
      utcMs += 1000;
    }
  return patrol;
}

const report = (patrol: Patrol) => reportPatrol(patrol, PRESETS);
const view = (patrol: Patrol, preset: string) =>
  report(patrol).views.find((one) => one.preset === preset);

/** One round: 3 minutes home, 20 s on the way, 2 minutes north, 20 s back. */
const ROUND = `${'h'.repeat(18)}..${'n'.repeat(12)}..`;

test('a patrol of two views is known after its fourth round', () => {
  const { order, roundMs } = report(went(ROUND.repeat(4)));
  expect({ order, roundMs }).toEqual({ order: ['home', 'north'], roundMs: 340_000 });
  expect(view(went(ROUND.repeat(4)), 'home')).toMatchObject({ stayMs: 179_000 });
  expect(view(went(ROUND.repeat(5)), 'north')).toMatchObject({ stayMs: 119_000, everyMs: 340_000 });
  expect(view(went(ROUND.repeat(2)), 'north')).not.toHaveProperty('stayMs');
});

test.each<[string, string, readonly string[] | undefined]>([
  ['north first', 'nnhhnnhhnnhh', ['home', 'north']],
  ['home between any two', 'hhnnhhsshhnnhhsshhnnhhss', ['home', 'north', 'home', 'south']],
  ['three in turn', 'hhnnsshhnnsshhnnss', ['home', 'north', 'south']],
  ['once round is no habit', 'hhnnss', undefined],
  ['moved by hand', 'hhnnsshhssnnsshhnnhhss', undefined],
])('the order of the views, %s', (_, pictures, order) => {
  expect(report(went(pictures)).order).toEqual(order);
});

test('an operator who looks elsewhere for once changes nothing that is usual', () => {
  const disturbed = went(`${ROUND.repeat(5)}${'h'.repeat(9)}${'s'.repeat(30)}${ROUND}`);
  expect(report(disturbed)).toMatchObject({ order: ['home', 'north'], roundMs: 340_000 });
  expect(view(disturbed, 'home')).toMatchObject({ stayMs: 179_000, overdue: false });
});

test('a bus that hides the view for some seconds ends no stay', () => {
  const seen = went('hhnn'.repeat(4));
  let patrol = seen;
  for (const letter of [...'hhh....hhh....hhhh'])
    patrol = stepPatrol(patrol, {
      view: NAMES[letter],
      judged: true,
      utcMs: (patrol.utcMs?.last ?? 0) + 1000,
    });
  expect(patrol.stay).toMatchObject({ view: 'home' });
  expect((patrol.stay?.toMs ?? 0) - (patrol.stay?.fromMs ?? 0)).toBe(17_000);
});

test.each<[string, string, readonly string[]]>([
  ['all come as usual', ROUND, []],
  ['two rounds without north', 'h'.repeat(70), []],
  ['more than three rounds without north', 'h'.repeat(110), ['north']],
  ['the camera stands still in north', 'n'.repeat(120), ['home']],
  ['nothing but the way between', '.'.repeat(120), ['home', 'north']],
  ['a pause of hours is nobody’s fault', `${'_'.repeat(3000)}h`, []],
])('overdue after five usual rounds: %s', (_, pictures, overdue) => {
  const { views } = report(went(pictures, went(ROUND.repeat(5))));
  // south was never shown: nobody has said what it looks like, or the camera does not go there
  expect(views.flatMap((one) => (one.overdue ? [one.preset] : []))).toEqual([...overdue, 'south']);
});

test('without a habit nothing is overdue', () => {
  const { views } = report(went(`hhh${'n'.repeat(500)}`));
  expect(views.map(({ overdue }) => overdue)).toEqual([false, false, false]);
});

test('a stay that began or ended in a pause is no measure of one', () => {
  const known = went(ROUND.repeat(5));
  const paused = went(`hhh${'_'.repeat(6)}hhhhnn__nnnn..${ROUND}`, known);
  expect(paused.views['home']?.stays.every((ms) => ms === 179_000)).toBe(true);
  expect(paused.views['north']?.stays.every((ms) => ms === 119_000)).toBe(true);
  expect(paused.views['north']?.rounds.every((ms) => ms === 340_000)).toBe(true);
});

test('shares are of the last day, and of what was watched in it', () => {
  const twoHours = went('h'.repeat(360) + 'n'.repeat(360));
  expect(view(twoHours, 'home')?.share).toBeCloseTo(0.5, 2);
  const longer = went(`${'h'.repeat(360)}${'n'.repeat(360)}`.repeat(14));
  expect(view(longer, 'north')?.share).toBeCloseTo(0.5, 1);
  expect(Object.keys(longer.hours)).toHaveLength(24);
  // the camera is gone for half a day, and then stands in the dark
  const after = went(`${'_'.repeat(4320)}`, went('h'.repeat(4320)));
  expect(view(went('h', after), 'home')?.share).toBeCloseTo(1, 2);
  const dark = went('h'.repeat(4320), went('h'.repeat(4320)), { judged: false });
  expect(view(dark, 'home')?.share).toBeCloseTo(0.5, 1);
  expect(view(dark, 'home')?.watchedMs).toBeCloseTo(43_200_000, -5);
});

test('a clock that is set back, or by hours, makes no stay of hours', () => {
  const known = went(ROUND.repeat(5));
  for (const leapMs of [-20_000, -5 * 3_600_000, 5 * 3_600_000]) {
    const set = went(`${'h'.repeat(13)}..${ROUND}`, went('h'.repeat(5), known), { leapMs });
    expect(view(set, 'home')).toMatchObject({ stayMs: 179_000, overdue: false });
    expect(Math.max(...(set.views['home']?.stays ?? []))).toBe(179_000);
  }
});

test('what is remembered is bounded, and plain JSON', () => {
  const long = went(ROUND.repeat(300));
  const text = JSON.stringify(long);
  expect(text.length).toBeLessThan(4000);
  expect(JSON.parse(text)).toEqual(long);
});
