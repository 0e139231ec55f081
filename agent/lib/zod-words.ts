import type * as z from 'zod';
import { nearest } from './suggest.ts';

const EMPTY = 'is empty: indent its settings below it, or delete the line';

/**
 * The sentence for a schema issue, for zod's `error` option; schemas with words of their own win. Never
 * quotes the input. Unknown keys give one line per key.
 */
export const inWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'invalid_value':
      return oneOf(issue.values.map(String), issue.input);
    case 'invalid_union':
      return unknownKind(issue);
    case 'unrecognized_keys': {
      const known = namesOf(issue.inst);
      return issue.keys.map((key) => unknownKey(key, known)).join('\n');
    }
    case 'too_small':
      return bound('at least', issue.origin, issue.minimum);
    case 'too_big':
      return bound('at most', issue.origin, issue.maximum);
    default:
      return undefined;
  }
};

/** An issue of a value that is there but empty (`zones:`) reads the same whatever the schema says. */
export function forEmpty(issue: z.core.$ZodIssue): string {
  const empty = issue.code === 'invalid_type' && issue.input === null;
  return empty ? EMPTY : issue.message;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return `there is no such setting${near === undefined ? '' : `; did you mean '${near}'?`}`;
}

function namesOf(schema: unknown): readonly string[] {
  const shape = (schema as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return Object.keys(shape ?? {});
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'settings (name: value)',
  record: 'named settings (name: value)',
  array: 'a list',
  tuple: 'a list',
};

function wrongType(expected: string, input: unknown): string {
  if (input === undefined) return 'is missing';
  if (input === null) return EMPTY;
  const got = Array.isArray(input) ? 'array' : typeof input;
  return `write ${NAMES[expected] ?? expected}, not ${NAMES[got] ?? got}`;
}

function oneOf(values: readonly string[], input: unknown): string {
  const only = values.length === 1 ? `write ${values[0]}` : `write one of ${values.join(', ')}`;
  const near = typeof input === 'string' ? nearest(input, values) : undefined;
  return near === undefined ? only : `${only}; did you mean '${near}'?`;
}

function unknownKind(issue: { discriminator?: unknown; options?: unknown; input?: unknown }) {
  const { discriminator, options, input } = issue;
  if (typeof discriminator !== 'string' || !Array.isArray(options)) return undefined;
  const given = (input as Record<string, unknown> | null)?.[discriminator];
  if (given === undefined) return `is missing: write one of ${options.join(', ')}`;
  return oneOf(options.map(String), given);
}

function bound(word: string, origin: string, limit: number | bigint): string {
  if (origin === 'string') {
    return limit === 1 ? 'must not be empty' : `write ${word} ${limit} characters`;
  }
  return origin === 'array' ? `needs ${word} ${limit} entries` : `write ${word} ${limit}`;
}
