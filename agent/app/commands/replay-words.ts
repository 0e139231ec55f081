import type { ResolvedCamera } from '../../config/resolved.ts';
import { listPackages } from './packages.ts';

/** What came of one recording. */
export interface Seen {
  /** Of every event, in its order. */
  readonly stages: readonly string[];
  /** Why it could not be replayed to its end, in sentences. */
  readonly troubles: readonly string[];
  readonly durationMs: number | undefined;
}

export interface Conclusion {
  /** Everything that was confirmed has its evidence, and this is sound. */
  readonly ok: boolean;
  readonly text: string;
}

/** The end of a replay for a person: how much was seen, and the packages; or why there is none. */
export async function conclude(
  { stages, durationMs }: Seen,
  { rules }: ResolvedCamera,
  folder: string,
  names: readonly string[],
): Promise<Conclusion> {
  const times = (stage: string) => stages.filter((one) => one === stage).length;
  const confirmed = times('confirmed');
  const count = `${times('suspected')} suspected, ${confirmed} confirmed`;
  if (names.length === 0) {
    const why = tooShort(rules, durationMs);
    return { ok: confirmed === 0, text: `${count}: no package${why}\n` };
  }
  const { ok, text } = await listPackages(folder, names);
  return { ok, text: `${count}: ${text}\n` };
}

/** Where the recording ends before anything can have stood for long enough. */
function tooShort(rules: ResolvedCamera['rules'], durationMs: number | undefined): string {
  const dwells = rules.flatMap(({ rule }) => ('dwellMs' in rule ? [rule.dwellMs] : []));
  if (durationMs === undefined || dwells.length === 0 || dwells.length < rules.length) return '';
  const leastMs = Math.min(...dwells);
  if (leastMs <= durationMs) return '';
  return ` (dwell is ${seconds(leastMs)} s, the recording has ${seconds(durationMs)} s)`;
}

const seconds = (ms: number): number => Math.round(ms / 1000);
