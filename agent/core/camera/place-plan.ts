import type { Line, Zone } from '../geometry/zone.ts';
import type { Rule } from '../rules/rule.ts';
import { type Placement, placed } from '../scene/placement.ts';
import type { CameraPlan } from './step-camera.ts';

/** Whether a rule depends on where its zones and lines lie, or on where things are to be ignored. */
export function hasPlace(rule: Rule, zones: readonly Zone[]): boolean {
  if (zones.some(({ kind }) => kind === 'ignore')) return true;
  return rule.type === 'crossing' || rule.zones.length > 0;
}

/** The plan with its zones and lines where the scene lies in the present picture. */
export function placePlan(plan: CameraPlan, placement: Placement): CameraPlan {
  return {
    ...plan,
    zones: placeZones(plan.zones, placement),
    rules: plan.rules.map((one) => ({ ...one, rule: placeRule(one.rule, placement) })),
  };
}

function placeRule(rule: Rule, placement: Placement): Rule {
  if (rule.type === 'crossing') return { ...rule, line: placeLine(rule.line, placement) };
  const zones = placeZones(rule.zones, placement);
  if (rule.type === 'attribute') return { ...rule, zones };
  return { ...rule, zones, except: placeZones(rule.except, placement) };
}

function placeZones(zones: readonly Zone[], placement: Placement): readonly Zone[] {
  return zones.map((zone) => ({
    ...zone,
    polygon: zone.polygon.map((point) => placed(placement, point)),
  }));
}

function placeLine(line: Line, placement: Placement): Line {
  const [from, to] = line.points;
  return { ...line, points: [placed(placement, from), placed(placement, to)] };
}
