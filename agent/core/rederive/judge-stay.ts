import type { Sight } from '../evidence/sight.ts';
import { boxContainment } from '../geometry/overlap.ts';
import type { Polygon } from '../geometry/polygon.ts';
import type { Zone } from '../geometry/zone.ts';
import { bestZone, ignoreZones, isExempt, LEAVING } from '../rules/zones.ts';
import { placed } from '../scene/placement.ts';
import { type Check, note, open, shown, wrong } from './check.ts';
import type { ClaimedMedia, ClaimedRule, Claims } from './claims.ts';

type StayRule = Extract<ClaimedRule, { type: 'dwell' | 'group' }>;

/** The subject in one photograph. */
export interface Shown {
  readonly photo: ClaimedMedia;
  readonly sight: Sight;
}

/** Share of the smaller box in the other one: less is another place. Anchors of a stall come and go. */
const SAME_PLACE = 0.5;

/**
 * Judges a rule about something that stays by two photographs and the signed times: in the zone both times, in
 * one place, for as long as the rule asks.
 */
export function judgeStay(
  rule: StayRule,
  [first, last]: readonly [Shown | undefined, Shown | undefined],
  claims: Claims,
): Check[] {
  const both = [first, last].filter((one) => one !== undefined);
  return [
    ...both.map((one) => zoneCheck(rule, one, claims)),
    ...(first !== undefined && last !== undefined ? [placeCheck(first, last)] : []),
    ...dwellChecks(rule, claims),
  ];
}

function zoneCheck(
  rule: StayRule,
  { photo: { id }, sight: { label, box } }: Shown,
  claims: Claims,
): Check {
  const move = (zones: readonly Zone[]) => moved(zones, claims);
  const hit = bestZone(move(rule.zones), box);
  const least = rule.overlap - LEAVING;
  const exempt = [...move(rule.except), ...ignoreZones(move(rule.zones))];
  if (isExempt(exempt, box))
    return wrong(
      'rule',
      `in ${id} the ${label} stands where it may (a zone of ${rule.id} that is excepted)`,
    );
  if (hit !== undefined && hit.share >= least)
    return shown(
      'rule',
      `in ${id} ${percent(hit.share)} of the ground under the ${label} lies in ${hit.zone.kind} '${hit.zone.id}' (rule: ${percent(rule.overlap)}, ${percent(least)} for what was in)`,
    );
  const came = hit === undefined ? 'none' : percent(hit.share);
  return wrong(
    'rule',
    `in ${id} ${came} of the ground under the ${label} lies in a zone of ${rule.id}; expected at least ${percent(least)}`,
  );
}

function placeCheck(first: Shown, last: Shown): Check {
  const share = boxContainment(first.sight.box, last.sight.box);
  const words = `${percent(share)} of the ${last.sight.label} in ${last.photo.id} covers the ${first.sight.label} in ${first.photo.id}`;
  return share >= SAME_PLACE
    ? shown('rule', `it stands in one place: ${words}`)
    : wrong(
        'rule',
        `expected one thing in one place, but only ${words} (needed: ${percent(SAME_PLACE)})`,
      );
}

function dwellChecks({ dwellMs, id, type }: StayRule, { times, media }: Claims): Check[] {
  const [first, last] = ['first', 'last'].map((at) =>
    media.find(({ role }) => role === `panorama-${at}`),
  );
  const [fromMs, toMs] = [first?.source?.mediaMs, last?.source?.mediaMs];
  if (times === undefined || fromMs === undefined || toMs === undefined)
    return [
      open(
        'rule',
        `the time that it stood cannot be judged: a photograph or the time line is missing`,
      ),
    ];
  const stoodMs = toMs - times.sinceMediaMs;
  // photographs are whole milliseconds
  if (stoodMs + 1 < dwellMs)
    return [
      wrong(
        'rule',
        `it stood for ${seconds(stoodMs)} up to ${last?.id}; ${id} asks for ${seconds(dwellMs)}`,
      ),
    ];
  const began = type === 'group' ? 'was complete' : 'stopped';
  const early = fromMs - times.sinceMediaMs;
  const words = `it stood for ${seconds(stoodMs)} up to ${last?.id} (${id} asks for ${seconds(dwellMs)}); the photographs themselves are ${seconds(toMs - fromMs)} apart, the ${seconds(early)} before the first, since it ${began}, are by the signed time line`;
  return [shown('rule', words), gapNote(media)];
}

/** What no film shows of the time between. */
function gapNote(media: Claims['media']): Check {
  const clips = media.filter(({ role }) => role.startsWith('clip-')).map(({ source }) => source);
  const gapMs = (clips[1]?.mediaMs ?? 0) - (clips[0]?.toMediaMs ?? 0);
  return gapMs > 0
    ? note(
        'rule',
        `no film of the ${seconds(gapMs)} between the clips is kept: that it stayed meanwhile rests on the signed facts (observations, longestGapMs)`,
      )
    : note('rule', 'the clips join: they show the whole time between the photographs');
}

/** Zones where they lay in the picture then. */
export function moved(
  zones: readonly Zone[],
  { facts: { zonePlacement } }: Claims,
): readonly Zone[] {
  if (zonePlacement === undefined) return zones;
  const at = (polygon: Polygon): Polygon => polygon.map((point) => placed(zonePlacement, point));
  return zones.map((zone) => ({ ...zone, polygon: at(zone.polygon) }));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
