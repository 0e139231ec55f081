import { editDistance, plateText } from './edit-distance.ts';
import { type Rate, rateOf } from './intervals.ts';
import type { Found, Judged } from './judge.ts';
import type { ScoredEvent } from './scored.ts';
import { type Spread, spreadOf } from './spread.ts';

/** How exact the found ones are. Times in milliseconds. */
export interface Measures {
  /** Of the confirmation, behind the moment at which the violation was complete; below 0: before it. */
  readonly delayMs: Spread;
  /** Reported dwell less the true one, when it was confirmed and when it was cleared. */
  readonly dwellErrorMs: {
    readonly confirmed: Spread;
    readonly cleared: Spread;
    /** Both without their sign. */
    readonly confirmedSize: Spread;
    readonly clearedSize: Spread;
  };
  readonly plates: {
    /** Of the found ones whose plate is known: a plate was reported. */
    readonly read: Rate;
    /** Of those: every character is right. */
    readonly whole: Rate;
    /** Of those, of the characters of the true plates: right, by edit distance. */
    readonly characters: Rate;
  };
  /** Of the found ones whose state is known and was reported: the states are equal. */
  readonly load: Rate;
  readonly cover: Rate;
}

interface Pair extends Found {
  /** All that was told of the episode, in the order of time. */
  readonly told: readonly ScoredEvent[];
}

export function measuresOf(
  judged: readonly Judged[],
  is: (one: { readonly kind: string }) => boolean,
): Measures {
  const pairs = judged.flatMap(({ found, episodes }) =>
    found
      .filter(({ truth }) => is(truth))
      .map((one) => ({ ...one, told: episodes.get(one.event.episode) ?? [] })),
  );
  const confirmed = pairs.flatMap(dwellAtConfirmation);
  const cleared = pairs.flatMap(dwellAtEnd);
  return {
    delayMs: spreadOf(pairs.map(({ truth, atMs }) => atMs - (truth.confirmMs ?? truth.fromMs))),
    dwellErrorMs: {
      confirmed: spreadOf(confirmed),
      cleared: spreadOf(cleared),
      confirmedSize: spreadOf(confirmed.map(Math.abs)),
      clearedSize: spreadOf(cleared.map(Math.abs)),
    },
    plates: platesOf(pairs),
    load: statesOf(pairs, 'load'),
    cover: statesOf(pairs, 'cover'),
  };
}

function dwellAtConfirmation({ truth, event, atMs }: Pair): number[] {
  return event.dwellMs === undefined ? [] : [event.dwellMs - (atMs - truth.fromMs)];
}

function dwellAtEnd({ truth, told }: Pair): number[] {
  const end = told.find(({ stage, outcome }) => stage === 'cleared' && outcome === 'left');
  if (end?.dwellMs === undefined || truth.toMs === undefined) return [];
  return [end.dwellMs - (truth.toMs - truth.fromMs)];
}

function platesOf(pairs: readonly Pair[]): Measures['plates'] {
  const known = pairs.flatMap(({ truth: { plate }, told }) =>
    plate === undefined ? [] : [{ plate: plateText(plate), said: plateOf(told) }],
  );
  const read = known.flatMap(({ plate, said }) => (said === undefined ? [] : [{ plate, said }]));
  const length = read.reduce((sum, { plate }) => sum + [...plate].length, 0);
  // an answer that is far too long cannot be wrong in more characters than there are
  const wrong = ({ plate, said }: { plate: string; said: string }) =>
    Math.min([...plate].length, editDistance(plate, said));
  return {
    read: rateOf(read.length, known.length),
    whole: rateOf(read.filter(({ plate, said }) => plate === said).length, read.length),
    characters: rateOf(length - read.reduce((sum, one) => sum + wrong(one), 0), length),
  };
}

/** The last one told: it may be read, or read better, after the confirmation. */
function plateOf(told: readonly ScoredEvent[]): string | undefined {
  const plate = told.findLast((event) => event.plate !== undefined)?.plate;
  return plate === undefined ? undefined : plateText(plate);
}

function statesOf(pairs: readonly Pair[], attribute: 'load' | 'cover'): Rate {
  const read = pairs.flatMap(({ truth, event }) => {
    const [is, said] = [truth[attribute], event.states?.[attribute]];
    return is === undefined || said === undefined ? [] : [is === said];
  });
  return rateOf(read.filter(Boolean).length, read.length);
}
