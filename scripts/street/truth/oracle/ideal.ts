/** Milliseconds from the scenario's start: somewhere in between. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What the world alone says that an ideal agent reports, as spans in which each moment must lie. */
export interface Ideal {
  readonly kind: string;
  readonly actor: string;
  readonly zone?: string;
  readonly from: Span;
  /** Absent: corrected in time. */
  readonly confirm?: Span;
  /** Absent: still there at the end. */
  readonly to?: Span;
  /** Absent: certain. Else why the world does not decide it: then reporting it or not are both right. */
  readonly unclear?: string;
}

/** Why nothing is to be reported of an actor under a rule. */
export interface Silence {
  readonly kind: string;
  readonly actor: string;
  readonly because: string;
}

export type Opinion = { readonly ideal: Ideal } | { readonly silence: Silence };

/** The moments are told in seconds; this much off is no contradiction, ms. */
const SLACK_MS = 1000;

export function around(ms: number): Span {
  return { fromMs: ms - SLACK_MS, toMs: ms + SLACK_MS };
}

/** The parts of some spans that lie in others. Both in order and apart. */
export function common(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((a) =>
    others
      .map((b) => ({ fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) }))
      .filter(({ fromMs, toMs }) => toMs > fromMs),
  );
}

/** The parts of some spans that lie in none of the others. */
export function without(some: readonly Span[], others: readonly Span[]): Span[] {
  return others.reduce<Span[]>(
    (rest, { fromMs, toMs }) =>
      rest.flatMap((span) =>
        [
          { fromMs: span.fromMs, toMs: Math.min(span.toMs, fromMs) },
          { fromMs: Math.max(span.fromMs, toMs), toMs: span.toMs },
        ].filter((piece) => piece.toMs > piece.fromMs),
      ),
    [...some],
  );
}

/** Spans with gaps of up to `gapMs` between them as one. In order of time. */
export function joined(spans: readonly Span[], gapMs: number): Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = kept.at(-1);
    if (last === undefined || span.fromMs - last.toMs > gapMs) kept.push(span);
    else kept[kept.length - 1] = { ...last, toMs: Math.max(last.toMs, span.toMs) };
  }
  return kept;
}

export function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
