import type { Line, Zone, ZoneKind } from '../core/geometry/zone.ts';
import type { Rule } from '../core/rules/rule.ts';
import { didYouMean } from '../lib/suggest.ts';
import type { ResolvedRule } from './resolved.ts';
import type { FullRule } from './rule-schema.ts';

/** What a rule finds on its camera. */
export interface RuleSite {
  readonly camera: string;
  readonly zones: readonly Zone[];
  readonly lines: readonly Line[];
  /** Whether these are all that the file has, or faulty ones were left out. */
  readonly whole: { readonly zones: boolean; readonly lines: boolean };
  readonly model: string;
  /** Undefined while the model's manifest cannot be read: then labels are taken as they are. */
  readonly labels: readonly string[] | undefined;
  /** What the camera's readers read: attribute -> states. Undefined while there are none. */
  readonly attributes: Readonly<Record<string, readonly string[]>> | undefined;
  readonly calendar: { readonly holidays: readonly string[]; readonly workdays: readonly string[] };
}

type Complain = (message: string) => void;

/** A rule of the file as the core's rule for one camera; undefined after a complaint. */
export function compileRule(
  id: string,
  rule: FullRule,
  site: RuleSite,
  complain: Complain,
): ResolvedRule | undefined {
  const violation = rule.violation ?? id;
  const compiled = coreRule(
    { id, violation, ...shared(rule, site, complain) },
    rule,
    site,
    complain,
  );
  return (
    compiled && {
      rule: compiled,
      policy: {
        camera: site.camera,
        ruleId: id,
        violation,
        report: rule.report,
        rearmMs: rule.rearm,
        budget: { perHour: rule.perHour, perDay: rule.perDay },
      },
      evidence: { preRollMs: rule.preRoll, postRollMs: rule.postRoll },
      ...(rule.classification ? { classification: rule.classification } : {}),
    }
  );
}

function shared(rule: FullRule, site: RuleSite, complain: Complain) {
  const { holidays, workdays } = site.calendar;
  return {
    labels: pickLabels(rule.labels, site, complain),
    minScore: rule.minScore,
    ...(rule.plate ? { plate: true } : {}),
    ...(rule.hours ? { hours: rule.hours } : {}),
    ...(holidays.length + workdays.length > 0 ? { calendar: { holidays, workdays } } : {}),
  };
}

type Common = { id: string; violation: string } & ReturnType<typeof shared>;

function coreRule(
  common: Common,
  rule: FullRule,
  site: RuleSite,
  complain: Complain,
): Rule | undefined {
  switch (rule.type) {
    case 'dwell':
      return { type: 'dwell', ...common, ...standing(rule, site, complain) };
    case 'group': {
      const parts = rule.parts.map((part) => ({
        ...part,
        labels: pickLabels(part.labels, site, complain),
        impliedBy: knownLabels(part.impliedBy, site, complain),
      }));
      return {
        type: 'group',
        ...common,
        ...standing(rule, site, complain),
        parts,
        reach: rule.reach,
      };
    }
    case 'crossing': {
      const line = pickLine(rule.line, site, complain);
      return line && { type: 'crossing', ...common, line, direction: rule.direction };
    }
    case 'attribute':
      checkAttributes(rule.when, site, complain);
      return {
        type: 'attribute',
        ...common,
        zones: rule.zones || rule.zoneKinds ? pickZones(rule, [], site, complain) : [],
        when: rule.when,
        minLooks: rule.minLooks,
        posterior: rule.posterior,
        lateMs: rule.late,
      };
  }
}

function checkAttributes(
  when: Readonly<Record<string, readonly string[]>>,
  { attributes }: RuleSite,
  complain: Complain,
): void {
  if (attributes === undefined) return;
  for (const [attribute, states] of Object.entries(when)) {
    const known = attributes[attribute];
    const read = Object.keys(attributes);
    if (!known) complain(`no reader reads '${attribute}'; ${didYouMean(attribute, read)}`);
    for (const state of known ? states : []) {
      if (!known?.includes(state))
        complain(`'${attribute}' has no state '${state}'; ${didYouMean(state, known ?? [])}`);
    }
  }
}

type Standing = Extract<FullRule, { type: 'dwell' | 'group' }>;

function standing(rule: Standing, site: RuleSite, complain: Complain) {
  if (rule.dwell < rule.settle) complain('dwell is shorter than settle');
  const zones = pickZones(rule, rule.exceptKinds, site, complain);
  const except = site.zones.filter(
    ({ id, kind }) => rule.exceptKinds.includes(kind) && !zones.some((zone) => zone.id === id),
  );
  return {
    zones,
    except,
    overlap: rule.overlap,
    settleMs: rule.settle,
    dwellMs: rule.dwell,
    absenceMs: rule.absence,
  };
}

interface Area {
  readonly zones?: readonly string[] | undefined;
  readonly zoneKinds?: readonly ZoneKind[] | undefined;
}

/** By name, else by kind, else every zone that is neither to be ignored nor excepted. */
function pickZones(
  area: Area,
  excepted: readonly ZoneKind[],
  { camera, zones, whole }: RuleSite,
  complain: Complain,
): Zone[] {
  if (area.zones) {
    const ids = zones.map(({ id }) => id);
    for (const id of area.zones) {
      if (whole.zones && !ids.includes(id))
        complain(`camera '${camera}' has no zone '${id}'; ${didYouMean(id, ids)}`);
    }
    return zones.filter(({ id }) => area.zones?.includes(id));
  }
  const kinds = area.zoneKinds;
  const found = zones.filter(({ kind }) =>
    kinds ? kinds.includes(kind) : kind !== 'ignore' && !excepted.includes(kind),
  );
  if (whole.zones && found.length === 0) {
    const what = kinds ? `a zone of kind ${kinds.join(' or ')}` : 'a zone';
    complain(`it needs ${what}, and camera '${camera}' has none`);
  }
  return found;
}

function pickLine(
  name: string | undefined,
  { camera, lines, whole }: RuleSite,
  complain: Complain,
): Line | undefined {
  const found =
    name === undefined && lines.length > 1
      ? undefined
      : lines.find(({ id }) => id === (name ?? id));
  if (found || !whole.lines) return found;
  const ids = lines.map(({ id }) => id);
  if (name !== undefined)
    complain(`camera '${camera}' has no line '${name}'; ${didYouMean(name, ids)}`);
  else if (ids.length === 0) complain(`it needs a line, and camera '${camera}' has none`);
  else complain(`camera '${camera}' has several lines (${ids.join(', ')}); say which: line: NAME`);
  return undefined;
}

/** 'van?' counts only where the model knows it; any other label must be known. */
function pickLabels(wanted: readonly string[], site: RuleSite, complain: Complain): string[] {
  const picked = knownLabels(wanted, site, complain);
  if (picked.length === 0 && wanted.every((label) => label.endsWith('?')))
    complain(`model '${site.model}' has none of its labels (${wanted.join(', ')})`);
  return picked;
}

/** Those that the model has; `label?` may be missing. */
function knownLabels(wanted: readonly string[], site: RuleSite, complain: Complain): string[] {
  const { labels: known, model } = site;
  return wanted.flatMap((label) => {
    const bare = label.replace(/\?$/, '');
    if (known === undefined || known.includes(bare)) return [bare];
    if (!label.endsWith('?'))
      complain(`model '${model}' has no label '${bare}'; ${didYouMean(bare, known)}`);
    return [];
  });
}
