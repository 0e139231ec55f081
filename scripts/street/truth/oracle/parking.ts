import type { StreetClass } from '../../assets/asset.ts';
import { type Opinion, type Span, seconds } from './ideal.ts';
import { type Case, judgeStand } from './standing.ts';
import { type Stand, standsOf } from './stands.ts';

/** What a label of a rule means among the classes of truth, beside itself. */
const ALSO: Readonly<Record<string, readonly StreetClass[]>> = { truck: ['muck-truck'] };

/** Whether a rule with these labels is about a class. Vehicles on duty are exempt by their class. */
function isMeant(labels: readonly string[], of: StreetClass): boolean {
  const bare = labels.map((label) => label.replace(/\?$/, ''));
  return bare.some((label) => label === of || ALSO[label]?.includes(of));
}

/** Of a vehicle under a dwell rule: one opinion a stand. */
export function judgeParking(one: Case): Opinion[] {
  const { scenario, actor, asset, rule, kind } = one;
  const silent = (because: string): Opinion[] => [{ silence: { kind, actor: actor.id, because } }];
  if (!isMeant(rule.labels, asset.class)) return silent(`the rule is not about a ${asset.class}`);
  const stands = standsOf(actor, scenario.durationMs);
  if (stands.length === 0) return silent('it never stands (two waypoints in a row at one place)');
  return stands.flatMap((stand) => judgeStand(one, stand, [stand]));
}

/** How near a person must be to a stall to sell there, metres. */
const AT_HAND = 3;
/** Share of the time in which somebody must be there. */
const MOSTLY = 0.5;

/** Of a stall under a group rule: while it stands and somebody stays with it. */
export function judgeStall(
  one: Case,
  staysNear: (reach: number, stand: Stand) => readonly Span[],
): Opinion[] {
  const { scenario, actor, asset, kind, rule } = one;
  const silent = (because: string): Opinion[] => [{ silence: { kind, actor: actor.id, because } }];
  if (asset.class !== 'stall') return silent(`a ${asset.class} is no stall`);
  const stands = standsOf(actor, scenario.durationMs);
  if (stands.length === 0) return silent('it never stands (two waypoints in a row at one place)');
  return stands.flatMap((stand): Opinion[] => {
    const spans = staysNear(AT_HAND, stand);
    const [first] = spans;
    if (first === undefined) return silent('nobody stays within 3 m of it');
    return spans.flatMap((span) => {
      const late = span.fromMs - stand.fromMs > rule.settle;
      const doubt = late ? `somebody stays there only from ${seconds(span.fromMs)} on` : undefined;
      return judgeStand(one, stand, [span], doubt);
    });
  });
}

/** Whether somebody was there for most of a span. */
export function mostly(present: readonly Span[], { fromMs, toMs }: Span): boolean {
  const sum = present.reduce((all, span) => all + span.toMs - span.fromMs, 0);
  return sum >= MOSTLY * (toMs - fromMs);
}
