import type { Figures } from '../../../agent/core/scoring/figures.ts';
import { scoreRecordings } from '../../../agent/core/scoring/score-events.ts';
import type { Recording } from '../../../agent/core/scoring/scored.ts';
import type { Scene } from '../families/family.ts';
import { CONDITIONS, type Conditions } from './conditions.ts';

/** A film that the agent has watched. */
export interface Watched {
  readonly name: string;
  readonly family: string;
  readonly scene: Scene;
  readonly conditions: Conditions;
  readonly durationMs: number;
  /** Times of the rules against a real site's. */
  readonly shortened: number;
  /** The camera was pushed, or its picture stood still: the agent does not know yet when that is so. */
  readonly untrue?: boolean;
  readonly recording: Recording;
}

/** One row of the table. */
export interface Tally {
  readonly name: string;
  readonly films: number;
  readonly minutes: number;
  readonly figures: Figures;
}

interface SceneTally {
  readonly scene: Tally;
  /** Parts of the scene: under each condition, and without the films whose camera is untrue. */
  readonly parts: readonly Tally[];
  readonly families: readonly Tally[];
}

export interface Tallies {
  readonly scenes: readonly SceneTally[];
  readonly overall: Tally;
}

/** Figures for each family, each scene and all together, in the order of the films. */
export function tallied(watched: readonly Watched[]): Tallies {
  const scenes = [...new Set(watched.map(({ scene }) => scene))].map((scene) => {
    const of = watched.filter((one) => one.scene === scene);
    const families = [...new Set(of.map(({ family }) => family))];
    return {
      scene: tally(scene, of),
      parts: partsOf(of),
      families: families.map((family) =>
        tally(
          family,
          of.filter((one) => one.family === family),
        ),
      ),
    };
  });
  return { scenes, overall: tally('all', watched) };
}

/** Only what is neither nothing nor the whole. */
function partsOf(of: readonly Watched[]): readonly Tally[] {
  const parts = [
    ...CONDITIONS.map(
      (name) => [name, of.filter(({ conditions }) => conditions === name)] as const,
    ),
    ['of a true camera', of.filter(({ untrue }) => untrue !== true)] as const,
  ];
  return parts
    .filter(([, films]) => films.length > 0 && films.length < of.length)
    .map(([name, films]) => tally(name, films));
}

function tally(name: string, watched: readonly Watched[]): Tally {
  const { overall } = scoreRecordings(watched.map(({ recording }) => recording));
  const minutes = watched.reduce((sum, { durationMs }) => sum + durationMs, 0) / 60_000;
  return { name, films: watched.length, minutes, figures: overall };
}
