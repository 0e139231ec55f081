import { placeAt } from '../../world/path.ts';
import type { Scenario } from '../../world/scenario.ts';
import type { Ideal, Opinion } from './ideal.ts';

/** Things that stand this near to each other stand at one place, metres. */
const SAME_PLACE = 1.5;

/**
 * After the end of an episode its place rests for `rearmMs`: what comes there meanwhile is reported when
 * the rest is over, if it is still there. Whether the agent takes it for the same place is its affair: so
 * such an episode becomes unclear.
 */
export function rested(
  opinions: readonly Opinion[],
  rearmMs: number,
  scenario: Scenario,
): Opinion[] {
  const ideals = opinions.flatMap((one) => ('ideal' in one ? [one.ideal] : []));
  return opinions.map((opinion) => {
    if (!('ideal' in opinion)) return opinion;
    const { ideal } = opinion;
    const before = ideals.find((other) => isJustBefore(other, ideal, rearmMs, scenario));
    if (before === undefined) return opinion;
    const rest = `${before.actor} left this place less than rearm before`;
    return { ideal: { ...ideal, unclear: [ideal.unclear, rest].filter(Boolean).join('; ') } };
  });
}

function isJustBefore(other: Ideal, ideal: Ideal, rearmMs: number, scenario: Scenario): boolean {
  if (other === ideal || other.to === undefined || other.zone === undefined) return false;
  const left = middle(other.to);
  const came = middle(ideal.from);
  if (came < left || came > left + rearmMs) return false;
  const [there, here] = [placeOf(scenario, other, left), placeOf(scenario, ideal, came)];
  return Boolean(there && here && Math.hypot(there.x - here.x, there.z - here.z) < SAME_PLACE);
}

function middle({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): number {
  return (fromMs + toMs) / 2;
}

function placeOf({ actors }: Scenario, { actor }: Ideal, atMs: number) {
  const path = actors.find(({ id }) => id === actor)?.path;
  return path && placeAt(path, atMs);
}
