import type { FullRule } from '../../../../agent/config/rule-schema.ts';
import type { Asset } from '../../assets/asset.ts';
import type { Actor, GroundZone, Scenario } from '../../world/scenario.ts';
import { shareOn } from './ground.ts';
import { around, common, type Ideal, type Opinion, type Span, seconds, without } from './ideal.ts';
import { hoursOf, openSpans } from './open-spans.ts';
import { zonesOf } from './scene-rules.ts';
import { hiddenSpans, type SightsOf } from './sights.ts';
import type { Stand } from './stands.ts';

type StandingRule = Extract<FullRule, { type: 'dwell' | 'group' }>;

/** Who stands where, and how it is judged. */
export interface Case {
  readonly scenario: Scenario;
  readonly kind: string;
  readonly rule: StandingRule;
  readonly actor: Actor;
  readonly asset: Asset;
  readonly sights: SightsOf;
}

/** Of the ground under it, from which a zone where it may stand lets it be. */
const ALLOWED = 0.5;
/** Shares this near to a limit are not decided by the world: the agent sees the strip, not the ground. */
const NEARLY = 0.12;
/** Less than this visible is not seen, more than that is seen. */
const HIDDEN = 0.25;
const SEEN = 0.6;
/** Heights in the picture: below the first nothing finds it, from the second on it is found. */
const TINY = 0.015;
const LARGE = 0.04;
/** At most so many sights of one stand. */
const SIGHTS = 150;

/** What is to be said of one stand: within its hours, in its zone, seen. `spans` is when it counts. */
export function judgeStand(
  one: Case,
  stand: Stand,
  spans: readonly Span[],
  doubt?: string,
): Opinion[] {
  const { scenario, rule, kind, actor, asset } = one;
  const silent = (because: string): Opinion[] => [{ silence: { kind, actor: actor.id, because } }];
  const { watched, allowed, ignored } = zonesOf(rule, scenario.zones);
  const share = (zone: GroundZone) => shareOn(zone.ground, stand.place, asset);
  const shares = watched.map((zone) => ({ zone, share: share(zone) }));
  const best = shares.toSorted((a, b) => b.share - a.share)[0];
  const where = `${Math.round(100 * (best?.share ?? 0))} % of the ground under it`;
  if (best === undefined || best.share < rule.overlap - NEARLY)
    return silent(`only ${where} lies in ${best?.zone.id ?? 'any zone'}`);
  if (ignored.some((zone) => share(zone) >= ALLOWED)) return silent('it stands in an ignored zone');
  const mayStand = allowed.filter((zone) => share(zone) >= ALLOWED - NEARLY);
  const sure = mayStand.filter((zone) => share(zone) >= ALLOWED + NEARLY);
  const during = (zones: readonly GroundZone[]) =>
    zones.flatMap((zone) => openSpans(scenario, hoursOf(zone.hours)));
  const open = common(
    openSpans(scenario, hoursOf(best.zone.hours)),
    openSpans(scenario, rule.hours),
  );
  const counts = without(common(spans, open), during(sure));
  if (counts.length === 0)
    return silent(
      sure.length > 0 ? `it may stand in ${sure[0]?.id}` : 'the zone is not watched then',
    );
  const doubts = [
    ...(doubt === undefined ? [] : [doubt]),
    ...(best.share < rule.overlap + NEARLY ? [`${where} lies in ${best.zone.id}`] : []),
    ...(mayStand.length > sure.length ? ['it stands on the edge of where it may'] : []),
  ];
  return counts.map((span) => judgeSpan(one, span, best.zone.id, doubts));
}

function judgeSpan(one: Case, span: Span, zone: string, before: readonly string[]): Opinion {
  const { scenario, rule, kind, actor } = one;
  const lasts = span.toMs - span.fromMs;
  const silent = (because: string): Opinion => ({ silence: { kind, actor: actor.id, because } });
  if (lasts < rule.settle)
    return silent(`it stands for ${seconds(lasts)} only, not ${seconds(rule.settle)}`);
  const sight = sightOf(one, span);
  if (sight.never) return silent(sight.never);
  const doubts = [...before, ...sight.doubts];
  const stays = span.toMs >= scenario.durationMs;
  const ideal: Ideal = {
    ...{ kind, actor: actor.id, zone, from: around(span.fromMs) },
    ...(lasts >= rule.dwell && { confirm: around(span.fromMs + rule.dwell) }),
    ...(!stays && { to: around(span.toMs) }),
    ...(doubts.length > 0 && { unclear: doubts.join('; ') }),
  };
  return { ideal };
}

/** Whether it can be seen well enough, and for long enough without a break. */
function sightOf({ sights, actor, rule }: Case, { fromMs, toMs }: Span) {
  const stepMs = Math.max(500, Math.ceil((toMs - fromMs) / SIGHTS / 500) * 500);
  const seen = sights(actor.id, fromMs, toMs, stepMs);
  const best = Math.max(0, ...seen.map(({ object }) => object?.visibility ?? 0));
  const height = Math.max(
    0,
    ...seen.map(({ object }) => (object ? object.extent.bottom - object.extent.top : 0)),
  );
  if (best < HIDDEN || height < TINY)
    return { never: 'it is not in the picture, or too small or too hidden', doubts: [] };
  const away = hiddenSpans(seen, stepMs, HIDDEN).find(
    (span) => span.toMs - span.fromMs + stepMs > rule.absence,
  );
  const doubts = [
    ...(best < SEEN ? [`at most ${Math.round(best * 100)} % of it can be seen`] : []),
    ...(height < LARGE ? ['it is very small in the picture'] : []),
    ...(away
      ? [`it is hidden from ${seconds(away.fromMs)} to ${seconds(away.toMs)}, longer than absence`]
      : []),
  ];
  return { doubts };
}
