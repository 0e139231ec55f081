/** One way to write something: for each place the signs that may stand there. */
export interface Form<K extends string = string> {
  readonly kind: K;
  readonly slots: readonly string[];
  /** Letters from the third sign on, at most; no limit where absent. */
  readonly maxLetters?: number;
  /** How much rarer it is than the commonest one, 0 to 1; 1 where absent. */
  readonly share?: number;
}

/** How far a text has come, and which forms it can still become. */
export interface GrammarState {
  readonly at: number;
  /** One bit per form. */
  readonly alive: number;
  readonly letters: number;
}

/** A state machine over signs that runs all forms at once. */
export interface Grammar<K extends string = string> {
  /** Every sign that stands in some form. */
  readonly signs: readonly string[];
  readonly start: GrammarState;
  /** Undefined where no form goes on with that sign. */
  step(state: GrammarState, sign: string): GrammarState | undefined;
  /** The kinds of the forms that are complete; none for a text that wants more signs. */
  kinds(state: GrammarState): readonly K[];
  /** The largest share of the complete forms; 0 where there is none. */
  share(state: GrammarState): number;
}

/** The bits of a number as the machine uses them. */
const MOST_FORMS = 30;
/** The first two signs of a plate say where it comes from. */
const COUNTED_FROM = 2;
const LETTER = /^[A-Z]$/;

/** Throws RangeError for more than 30 forms. */
export function grammarOf<K extends string>(forms: readonly Form<K>[]): Grammar<K> {
  if (forms.length > MOST_FORMS)
    throw new RangeError(`a grammar has at most ${MOST_FORMS} forms, got ${forms.length}`);
  const tables = allowedAt(forms);
  const longest = tables.length;
  const withLetters = Array.from({ length: longest + 1 }, (_, letters) =>
    bitsOf(forms, ({ maxLetters = longest }) => letters <= maxLetters),
  );
  const complete = (at: number) => bitsOf(forms, ({ slots }) => slots.length === at);
  return {
    signs: [...new Set(forms.flatMap(({ slots }) => slots.flatMap((slot) => [...slot])))],
    start: { at: 0, alive: 2 ** forms.length - 1, letters: 0 },
    step: ({ at, alive, letters }, sign) => {
      const counted = letters + (at >= COUNTED_FROM && LETTER.test(sign) ? 1 : 0);
      const next = alive & (tables[at]?.get(sign) ?? 0) & (withLetters[counted] ?? 0);
      return next === 0 ? undefined : { at: at + 1, alive: next, letters: counted };
    },
    kinds: ({ at, alive }) => {
      const bits = alive & complete(at);
      return [...new Set(forms.flatMap(({ kind }, bit) => (bits & (1 << bit) ? [kind] : [])))];
    },
    share: ({ at, alive }) => {
      const bits = alive & complete(at);
      return forms.reduce(
        (most, { share = 1 }, bit) => (bits & (1 << bit) ? Math.max(most, share) : most),
        0,
      );
    },
  };
}

/** The kinds of a whole text; none where it is not of the grammar. */
export function kindsOf<K extends string>(grammar: Grammar<K>, text: string): readonly K[] {
  let state: GrammarState | undefined = grammar.start;
  for (const sign of text) state = state && grammar.step(state, sign);
  return state === undefined ? [] : grammar.kinds(state);
}

/** Per place: sign -> bits of the forms that have it there. */
function allowedAt(forms: readonly Form[]): readonly ReadonlyMap<string, number>[] {
  const longest = Math.max(0, ...forms.map(({ slots }) => slots.length));
  return Array.from({ length: longest }, (_, at) => {
    const signs = new Set(forms.flatMap(({ slots }) => [...(slots[at] ?? '')]));
    return new Map(
      [...signs].map((sign) => [
        sign,
        bitsOf(forms, ({ slots }) => slots[at]?.includes(sign) === true),
      ]),
    );
  });
}

function bitsOf(forms: readonly Form[], holds: (form: Form) => boolean): number {
  return forms.reduce((bits, form, bit) => (holds(form) ? bits | (1 << bit) : bits), 0);
}
