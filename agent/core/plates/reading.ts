import { align } from './align.ts';
import { beamSearch, type Hypothesis } from './beam.ts';
import { ctcLog } from './ctc-score.ts';
import type { Emissions } from './emissions.ts';
import type { Grammar } from './grammar.ts';

/** One sign as one picture shows it. */
export interface SignReading {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** How much of what stands there is a sign that may stand there, 0 to 1. */
  readonly support: number;
  /** What it may be, this sign included: sign -> probability. What is missing to 1 is something else. */
  readonly options: Readonly<Record<string, number>>;
}

/** A text of a grammar as one picture shows it. */
export interface Reading<K extends string = string> {
  readonly text: string;
  /** The forms that it has; the plate's colour tells them apart where there are several. */
  readonly kinds: readonly K[];
  readonly signs: readonly SignReading[];
  /** 0 to 1, that the whole text is right. */
  readonly confidence: number;
}

/** Less likely ones are not kept. */
const LEAST_OPTION = 0.005;

/** The likeliest text of the grammar with its confidences; undefined where there is none. */
export function readText<K extends string>(
  emissions: Emissions,
  grammar: Grammar<K>,
): Reading<K> | undefined {
  return readingOf([emissions], beamSearch(emissions, grammar));
}

/**
 * The same of one line that several recognisers have read: the texts that any of them finds, each as likely as
 * they say in the geometric mean, since they look at the same pixels and err together.
 */
export function readTogether<K extends string>(
  views: readonly Emissions[],
  grammar: Grammar<K>,
): Reading<K> | undefined {
  const found = new Map(
    views.flatMap((view) => beamSearch(view, grammar)).map((one) => [one.text, one]),
  );
  const hypotheses = [...found.values()].map((one): Hypothesis<K> => {
    const logs = views.map((view) => ctcLog(view, one.text) / views.length);
    return { ...one, log: logs.reduce((sum, log) => sum + log, Math.log(one.share)) };
  });
  return readingOf(
    views,
    hypotheses.sort((a, b) => b.log - a.log),
  );
}

/** The first of the hypotheses (best first) with what the others say against each of its signs. */
function readingOf<K extends string>(
  views: readonly Emissions[],
  hypotheses: readonly Hypothesis<K>[],
): Reading<K> | undefined {
  const [best] = hypotheses;
  if (best === undefined) return undefined;
  const weights = hypotheses.map(({ log }) => Math.exp(log - best.log));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const places = views.map((view) => align(view, best.text));
  const signs = [...best.text].map((text, at): SignReading => {
    const options: Record<string, number> = {};
    hypotheses.forEach((other, index) => {
      // another length says nothing about this place
      if (other.text.length !== best.text.length) return;
      const sign = other.text.charAt(at);
      options[sign] = (options[sign] ?? 0) + (weights[index] ?? 0) / total;
    });
    const wanted = Object.keys(options);
    const supports = views.map((view, index) =>
      supportOf(view, places[index]?.[at]?.step ?? 0, wanted),
    );
    const support = supports.reduce((sum, one) => sum + one, 0) / supports.length;
    const kept = Object.entries(options)
      .map(([sign, share]) => [sign, share * support] as const)
      .filter(([, share]) => share >= LEAST_OPTION);
    const confidence = (options[text] ?? 0) * support;
    return { text, confidence, options: Object.fromEntries(kept), support };
  });
  const support = signs.reduce((product, sign) => product * sign.support, 1);
  return { text: best.text, kinds: best.kinds, signs, confidence: support / total };
}

/** Of all that the recogniser saw at a step besides nothing: the share that is one of these signs, 0 to 1. */
function supportOf(
  { signs, shares, blanks }: Emissions,
  step: number,
  wanted: readonly string[],
): number {
  const seen = Math.max(1e-9, 1 - (blanks[step] ?? 0));
  const share = (sign: string) => shares[step * signs.length + signs.indexOf(sign)] ?? 0;
  return Math.min(1, wanted.reduce((sum, sign) => sum + share(sign), 0) / seen);
}
