import type { Box } from '../geometry/box.ts';
import type { Zone } from '../geometry/zone.ts';
import { partsNear } from './parts.ts';
import type { DwellRule, GroupRule, RuleInput } from './rule.ts';
import { exemptZones, isExempt, openZones } from './zones.ts';

export type PlaceRule = DwellRule | GroupRule;

/** Between two steps no more than this counts as watched: beyond it the agent was blind. */
const WATCHED_MS = 15_000;

/** What one step of a rule about places works with. */
export interface Scene {
  readonly rule: PlaceRule;
  readonly atMs: number;
  readonly watchedMs: number;
  /** The rest of the time since the step before. */
  readonly blindMs: number;
  readonly zones: readonly Zone[];
  readonly exempt: readonly Zone[];
  readonly openSince: Readonly<Record<string, number>>;
  /**
   * Boxes whose ground says where an object stands: its own, and for a group those of its parts too. A
   * parasol hangs in the air; the vendor's feet are on the sidewalk. Parts in `exempt` are none.
   */
  grounds(box: Box, anchorId: number | undefined): readonly Box[];
  /** Whether it stands in `exempt`; `slack` > 0 makes it harder (hysteresis). */
  isLet(box: Box, slack?: number): boolean;
}

/** How it ended for what was not seen for too long: whether it left, or nobody watched. */
export function absence({ rule, blindMs }: Pick<Scene, 'rule' | 'blindMs'>): 'left' | 'unwatched' {
  return blindMs >= rule.absenceMs ? 'unwatched' : 'left';
}

/** `before`: what the step before left; undefined at the first. */
export function sceneOf(
  rule: PlaceRule,
  before: (Pick<Scene, 'openSince'> & { readonly lastMs: number }) | undefined,
  input: RuleInput,
): Scene {
  const zones = openZones(rule.zones, rule.calendar, input.local);
  const since = (id: string) => before?.openSince[id] ?? input.mediaMs;
  const exempt = exemptZones(rule, input.local);
  const passedMs = input.mediaMs - (before?.lastMs ?? input.mediaMs);
  const watchedMs = input.rested === true ? 0 : Math.min(WATCHED_MS, passedMs);
  return {
    rule,
    atMs: input.mediaMs,
    watchedMs,
    blindMs: passedMs - watchedMs,
    zones,
    exempt,
    openSince: Object.fromEntries(zones.map((zone) => [zone.id, since(zone.id)])),
    grounds: (box, anchorId) => {
      if (rule.type !== 'group') return [box];
      const parts = partsNear(rule, { box, id: anchorId }, input.tracks, exempt);
      return [box, ...parts.map(({ track }) => track.box)];
    },
    isLet: (box, slack = 0) => isExempt(exempt, box, slack),
  };
}
