import { describe, expect, it } from 'vitest';
import { acceptAs, beginViews, stepViews, type Views } from '../../../agent/core/scene/views.ts';
import { streetPicture } from './synthetic.ts';

/** What each letter shows: h(ome), n(orth), or something else; one picture a second. */
const SEEDS: Readonly<Record<string, number>> = { h: 1, n: 2, '?': 7 };

/** The view that is said to be shown after each picture (`.`: none), and what is bad: `!`. */
function shown(begin: Views, pictures: string) {
  let views = begin;
  let atMs = 0;
  const said = [...pictures].map((letter, at) => {
    atMs += 1000;
    const picture = streetPicture({ seed: SEEDS[letter] ?? 9, noiseSeed: at + 20 });
    const step = stepViews(views, picture, atMs, { learn: true });
    views = step.views;
    const isBad = Object.values(step.verdicts).some((verdict) => verdict.bad);
    return `${views.shown?.[0] ?? '.'}${isBad ? '!' : ''}`;
  });
  return { views, said: said.join('') };
}

const ACCEPTED = (() => {
  const home = shown(acceptAs(beginViews(['home', 'north']), 'home'), 'h'.repeat(10)).views;
  return shown(acceptAs(home, 'north'), 'n'.repeat(10)).views;
})();

describe('the views of a camera', { timeout: 60_000 }, () => {
  it('a fixed camera learns the one that it has, and another one is strange', () => {
    const { said } = shown(beginViews([]), `${'h'.repeat(9)}?????`);
    expect(said).toMatch(/^h{10,12}(h!){2,4}$/);
  });

  it('a camera that turns shows none that is known until somebody accepts one', () => {
    expect(shown(beginViews(['home', 'north']), 'hh').said).toBe('.!.!');
  });

  it('a camera that turns is followed from view to view, and over what is no view', () => {
    const { said } = shown(ACCEPTED, 'nnn?????hhhhnnnn');
    expect(said.replaceAll('!', '')).toBe('nnn.....hhhhnnnn');
    expect(said).toMatch(/\.!/);
  });
});
