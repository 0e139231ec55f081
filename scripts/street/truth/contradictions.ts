import type { ExpectedEpisode, Scenario } from '../world/scenario.ts';
import { type Ideal, type Opinion, type Silence, type Span, seconds } from './oracle/ideal.ts';
import { opinionsOf } from './oracle.ts';

/** Where the expectations of a scenario do not fit its world. */
export interface Contradiction {
  /** As in the scenario's file. */
  readonly path: readonly (string | number)[];
  /** What the world says, and what to write. */
  readonly message: string;
}

/** Every place where what a scenario expects is not what its world shows; none: it is sound. */
export function contradictionsOf(scenario: Scenario): Contradiction[] {
  const opinions = opinionsOf(scenario);
  const ideals = opinions.flatMap((one) => ('ideal' in one ? [one.ideal] : []));
  const taken = new Set<Ideal>();
  const judged = new Set(scenario.rules.length === 0 ? [] : opinions.map(kindOf));
  const told = scenario.expect.flatMap((expected, index) => {
    if (!judged.has(expected.kind)) return [];
    const meant = nearestOf(ideals, taken, expected);
    if (meant === undefined) return [unfounded(expected, index, opinions)];
    taken.add(meant);
    return differences(expected, meant, index, scenario);
  });
  const missing = ideals
    .filter((ideal) => !taken.has(ideal) && ideal.unclear === undefined)
    .map((ideal) => ({ path: ['expect'], message: missed(ideal) }));
  return [...told, ...missing];
}

function kindOf(opinion: Opinion): string {
  return 'ideal' in opinion ? opinion.ideal.kind : opinion.silence.kind;
}

function nearestOf(
  ideals: readonly Ideal[],
  taken: ReadonlySet<Ideal>,
  { kind, actor, fromMs }: ExpectedEpisode,
): Ideal | undefined {
  const apart = ({ from }: Ideal) => Math.abs((from.fromMs + from.toMs) / 2 - fromMs);
  return ideals
    .filter((ideal) => ideal.kind === kind && ideal.actor === actor && !taken.has(ideal))
    .toSorted((a, b) => apart(a) - apart(b))[0];
}

function unfounded(
  { kind, actor }: ExpectedEpisode,
  index: number,
  opinions: readonly Opinion[],
): Contradiction {
  const reasons = opinions
    .flatMap((one): Silence[] => ('silence' in one ? [one.silence] : []))
    .filter((silence) => silence.kind === kind && silence.actor === actor)
    .map(({ because }) => because);
  const why = [...new Set(reasons)].join('; ') || 'all that it does is expected already';
  return {
    path: ['expect', index],
    message: `${actor} gives no ${kind}: ${why}. Take this out, or change its path`,
  };
}

function differences(
  expected: ExpectedEpisode,
  ideal: Ideal,
  index: number,
  { durationMs }: Scenario,
): Contradiction[] {
  if (ideal.unclear !== undefined) return [];
  const found: Contradiction[] = [];
  const compare = (setting: string, written: number | undefined, span: Span | undefined): void => {
    const message = difference(written, span);
    if (message) found.push({ path: ['expect', index, setting], message });
  };
  if (expected.zone !== undefined && ideal.zone !== undefined && expected.zone !== ideal.zone)
    found.push({
      path: ['expect', index, 'zone'],
      message: `it stands in ${ideal.zone}; write that`,
    });
  const stays = expected.toMs === undefined || expected.toMs >= durationMs;
  compare('from', expected.fromMs, ideal.from);
  compare('confirm', expected.confirmMs, ideal.confirm);
  compare('until', stays && ideal.to === undefined ? undefined : expected.toMs, ideal.to);
  return found;
}

function difference(written: number | undefined, span: Span | undefined): string | undefined {
  if (span === undefined)
    return written === undefined ? undefined : `this does not happen in time; leave it out`;
  const right = told(span);
  if (written === undefined) return `is missing: in the world it is ${right}`;
  const fits = written >= span.fromMs && written <= span.toMs;
  return fits ? undefined : `says ${seconds(written)}; in the world it is ${right}`;
}

function told({ fromMs, toMs }: Span): string {
  if (toMs - fromMs <= 2000) return `at ${seconds((fromMs + toMs) / 2)}`;
  return `between ${seconds(fromMs)} and ${seconds(toMs)}`;
}

function missed({ kind, actor, zone, from, confirm, to }: Ideal): string {
  const at = (span: Span) => Math.round((span.fromMs + span.toMs) / 200) / 10;
  const settings = [
    ...[`kind: ${kind}`, `actor: ${actor}`, ...(zone === undefined ? [] : [`zone: ${zone}`])],
    `from: ${at(from)}`,
    ...(confirm === undefined ? [] : [`confirm: ${at(confirm)}`]),
    ...(to === undefined ? [] : [`until: ${at(to)}`]),
  ];
  return `the world shows one more: add { ${settings.join(', ')} }, or change the path of ${actor}`;
}
