import type { HealthPicture } from '../health/health-picture.ts';
import { type Alignment, refined } from './align.ts';
import { type Field, fieldOf } from './field.ts';
import { halved } from './halved.ts';
import { FITS, tooFew } from './measure.ts';
import type { Placement } from './placement.ts';
import { isRipe, type SceneReference } from './reference.ts';
import { bestShift } from './search.ts';
import { clearestOf } from './shift-map.ts';

/** One of the places to which a camera turns. */
export interface Preset {
  readonly name: string;
  readonly reference: SceneReference;
}

/**
 * The preset that a picture shows and where its scene lies in it; `none`: another view, or one on the way
 * between two; `unsure`: too little can be seen to tell.
 */
export type Recognised =
  | ({ readonly says: 'there'; readonly name: string } & Alignment)
  | { readonly says: 'none' | 'unsure' };

/** A motor comes back to a preset to within this share of the picture. */
const REACH = 0.06;
/** So many of the likest are looked at closely. */
const CLOSELY = 2;

/** Which of a camera's presets a picture shows. About 2 ms for each appearance of each, and 12 for each of the likest two. */
export function recognise(presets: readonly Preset[], picture: HealthPicture): Recognised {
  const fields = new Map<string, Field>();
  const seenOn = ({ grid }: SceneReference): Field => {
    const key = `${grid.width} ${grid.height}`;
    const field = fields.get(key) ?? fieldOf(picture, grid);
    fields.set(key, field);
    return field;
  };
  const closely = presets
    .flatMap((preset) => candidatesOf(preset, seenOn(preset.reference)))
    .sort((a, b) => b.fit - a.fit)
    .slice(0, CLOSELY)
    .map(({ name, known, seen, placement }) => ({ name, ...refined(known, seen, placement) }));
  const judgeable = closely.filter((one) => !tooFew(one));
  const best = judgeable.reduce<(typeof closely)[number] | undefined>(
    (a, b) => (a !== undefined && a.agreeing >= b.agreeing ? a : b),
    undefined,
  );
  if (best === undefined) return { says: closely.length === 0 ? 'none' : 'unsure' };
  return best.agreeing >= FITS ? { says: 'there', ...best } : { says: 'none' };
}

interface Candidate {
  readonly name: string;
  readonly known: Field;
  readonly seen: Field;
  readonly placement: Placement;
  readonly fit: number;
}

function candidatesOf({ name, reference }: Preset, seen: Field): readonly Candidate[] {
  const half = halved(seen);
  return reference.appearances.filter(isRipe).map(({ field: known }) => {
    const points = clearestOf(halved(known));
    return { name, known, seen, ...bestShift(points, half, REACH) };
  });
}
