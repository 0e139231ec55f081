import { partsNear } from '../rules/parts.ts';
import type { GroupRule } from '../rules/rule.ts';
import type { Track } from '../tracking/track.ts';
import type { Detection } from '../vision/detection.ts';
import { type Check, note, shown } from './check.ts';
import type { ClaimedRule, Claims } from './claims.ts';
import { moved, type Shown } from './judge-stay.ts';

type ClaimedGroup = Extract<ClaimedRule, { type: 'group' }>;

/**
 * Which parts of a group one photograph shows. The rule votes over a minute of pictures, so a part that is not
 * in this one proves nothing against it.
 */
export function partChecks(
  claimed: ClaimedGroup,
  { photo: { id }, sight }: Shown,
  detections: readonly Detection[],
  claims: Claims,
): Check[] {
  const rule: GroupRule = claimed;
  const tracks = detections.map(standing);
  const anchor = tracks.find(({ box, label }) => label === sight.label && near(box, sight.box));
  const found = partsNear(
    rule,
    { box: sight.box, id: anchor?.id },
    tracks,
    moved(claimed.except, claims),
  );
  return rule.parts.map(({ name, min, impliedBy = [] }, at) => {
    const seen = found.filter(({ part }) => part === at).map(({ track: { label } }) => label);
    if (seen.length >= min) return shown('rule', `${id} shows its ${name}: ${seen.join(', ')}`);
    if (impliedBy.includes(sight.label))
      return shown('rule', `${id}: a ${sight.label} has its ${name} by its name`);
    return note('rule', `${id} alone does not show its ${name}; the rule votes over a minute`);
  });
}

/** A detection as an object that is not followed and does not move. */
function standing({ label, score, box }: Detection, at: number): Track {
  const seen = { bornMs: 0, seenMs: 0, seen: true };
  return { id: at + 1, label, labels: { [label]: 1 }, score, box, velocity: [0, 0], ...seen };
}

/** Signed boxes are rounded. */
function near(a: Detection['box'], b: Detection['box']): boolean {
  return Math.abs(a.left - b.left) + Math.abs(a.bottom - b.bottom) < 0.001;
}
