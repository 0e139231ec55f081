import type { Size } from '../vision/view.ts';
import type { Field } from './field.ts';
import { IN_PLACE, type Placement } from './placement.ts';
import { laidOver } from './warp.ts';

/** How the scene looks in one light: the mean of its fields, in which what comes and goes has faded. */
export interface Appearance {
  readonly field: Field;
  /** How many pictures it is the mean of. */
  readonly taught: number;
}

/**
 * What a camera should see, in the place where it lay when its zones were drawn. The first appearance is the
 * anchor and stays; the others are learnt laid over it, the last used last.
 */
export interface SceneReference {
  readonly grid: Size;
  readonly appearances: readonly Appearance[];
}

/** Day, dusk, lamps and infrared. */
const APPEARANCES = 4;
/**
 * An appearance is finished after so many pictures (ten minutes at one in two seconds) and changes no more,
 * so that it cannot creep along with a sagging camera. A light that it no longer fits gets its own.
 */
const FINISHED = 300;
/** Fewer pictures hold too much of what passes by. */
const RIPE = 8;

export function isRipe({ taught }: Appearance): boolean {
  return taught >= RIPE;
}

export function beginReference(field: Field): SceneReference {
  const { width, height } = field;
  return { grid: { width, height }, appearances: [{ field, taught: 1 }] };
}

/** A new appearance, from a picture that lies where the placement says; the one longest unused gives way. */
export function withAppearance(
  { grid, appearances }: SceneReference,
  field: Field,
  placement: Placement,
): SceneReference {
  const { re, im } = laidOver(field, placement, 0);
  const fresh: Appearance = { field: { ...grid, re, im }, taught: 1 };
  const [anchor, ...others] = appearances;
  const kept = anchor === undefined ? [] : [anchor];
  return { grid, appearances: [...kept, ...others.slice(-(APPEARANCES - 2)), fresh] };
}

/** An appearance has learnt one more picture, which lies where the placement says, and was the last in use. */
export function learn(
  reference: SceneReference,
  which: Appearance,
  field: Field,
  placement: Placement = IN_PLACE,
): SceneReference {
  const { grid, appearances } = reference;
  const taught = which.taught >= FINISHED ? which : averaged(which, field, placement);
  const [anchor, ...others] = appearances;
  if (anchor === which || anchor === undefined)
    return taught === which ? reference : { grid, appearances: [taught, ...others] };
  if (taught === which && others.at(-1) === which) return reference;
  const rest = others.filter((one) => one !== which);
  return { grid, appearances: [anchor, ...rest, taught] };
}

function averaged({ field, taught }: Appearance, present: Field, placement: Placement): Appearance {
  const laid = laidOver(present, placement, 0);
  const re = Float32Array.from(field.re);
  const im = Float32Array.from(field.im);
  const share = 1 / (taught + 1);
  for (let at = 0; at < re.length; at += 1) {
    if (laid.seen[at] !== 1) continue;
    re[at] = (re[at] as number) + share * ((laid.re[at] as number) - (re[at] as number));
    im[at] = (im[at] as number) + share * ((laid.im[at] as number) - (im[at] as number));
  }
  return { field: { ...field, re, im }, taught: taught + 1 };
}

/** Squared lengths: of what is compared, and of what is no edge. */
const LASTING = 0.06;
const FAINT = 0.02;

/** Correlation -1 to 1 of an appearance with a picture laid over it (without border). About 0.1 ms. */
export function likeness({ field }: Appearance, laid: ReturnType<typeof laidOver>): number {
  let both = 0;
  let own = 0;
  let other = 0;
  for (let at = 0; at < field.re.length; at += 1) {
    const a = field.re[at] as number;
    const b = field.im[at] as number;
    const power = a * a + b * b;
    if (power < LASTING || laid.seen[at] !== 1) continue;
    both += a * (laid.re[at] as number) + b * (laid.im[at] as number);
    own += power;
    other += (laid.power[at] as number) + FAINT;
  }
  return own === 0 ? 0 : both / Math.sqrt(own * other);
}
