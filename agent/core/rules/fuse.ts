/** What the looks at one attribute of one object add up to. Bound: `MAX_LOOKS` times. */
export interface Fused {
  /** mediaMs of the usable looks: one picture is not counted twice. */
  readonly times: readonly number[];
  /** Sum of the looks' qualities, each by the share that the look has seen. */
  readonly weight: number;
  /** Quality times log probability, summed per state other than `unknown`. */
  readonly logs: Readonly<Record<string, number>>;
  /** The same of `unknown`. */
  readonly blindLog: number;
}

/** One reading of one picture. */
interface Look {
  readonly atMs: number;
  readonly states: Readonly<Record<string, number>>;
  readonly quality: number;
}

const MIN_QUALITY = 0.3;
/** A look that mostly says `unknown` has seen nothing. */
const MAX_UNKNOWN = 0.5;
/** No single look may rule a state out. */
const FLOOR = 0.02;
const MAX_LOOKS = 32;
/** Looks at one passage are not independent: together they weigh no more than this many perfect ones. */
const MAX_WEIGHT = 3;

const UNKNOWN = 'unknown';

function isUsable(look: Look): boolean {
  return look.quality >= MIN_QUALITY && (look.states[UNKNOWN] ?? 0) < MAX_UNKNOWN;
}

/** Adds one look; a look that is not usable, comes twice, or is one too many changes nothing. */
export function addLook(before: Fused | undefined, look: Look): Fused {
  const fused = before ?? { times: [], weight: 0, logs: {}, blindLog: 0 };
  const refused = fused.times.length >= MAX_LOOKS || fused.times.includes(look.atMs);
  if (refused || !isUsable(look)) return fused;
  const quality = Math.min(1, look.quality);
  const blind = look.states[UNKNOWN] ?? 0;
  const known = Object.keys(look.states).filter((name) => name !== UNKNOWN);
  const names = new Set([...Object.keys(fused.logs), ...known]);
  const logs = [...names].map((name): [string, number] => {
    // a state that earlier looks did not name had their floor
    const sum = fused.logs[name] ?? fused.weight * Math.log(FLOOR);
    // what a look did not see speaks for every state alike
    const share = (look.states[name] ?? 0) + blind / names.size;
    return [name, sum + quality * Math.log(Math.max(FLOOR, share))];
  });
  return {
    times: [...fused.times, look.atMs],
    // what a look has not seen takes nothing from the others
    weight: fused.weight + quality * (1 - blind),
    logs: Object.fromEntries(logs),
    blindLog: fused.blindLog + quality * Math.log(Math.max(FLOOR, blind)),
  };
}

/**
 * Probability per state, summing to 1: the product of the looks' probabilities, each to the power of its
 * quality, normalised (log-linear opinion pool; Genest and Zidek 1986). `unknown` is no state of the object
 * but of a look: its probability is that none of the looks has seen anything.
 */
export function posterior(fused: Fused): Record<string, number> {
  const scale = Math.min(1, MAX_WEIGHT / Math.max(1e-9, fused.weight));
  const blind = Math.exp(fused.blindLog * scale);
  const entries = Object.entries(fused.logs);
  const top = Math.max(...entries.map(([, log]) => log));
  const powers = entries.map(([name, log]) => [name, Math.exp((log - top) * scale)] as const);
  const total = powers.reduce((sum, [, power]) => sum + power, 0);
  const shares = powers.map(([name, power]) => [name, ((1 - blind) * power) / total]);
  return { ...Object.fromEntries(shares), [UNKNOWN]: blind };
}

/** Summed probability of the listed states; `unknown` never counts, listed or not. */
export function massOf(fused: Fused, states: readonly string[]): number {
  const shares = posterior(fused);
  return states.reduce((sum, name) => sum + (name === UNKNOWN ? 0 : (shares[name] ?? 0)), 0);
}
