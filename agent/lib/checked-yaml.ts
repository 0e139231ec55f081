import type * as z from 'zod';
import { type Path, type Problem, readYaml, UNKNOWN, type YamlDocument } from './yaml-document.ts';
import { forEmpty, inWords } from './zod-words.ts';

export type { Problem };

export type Loaded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks a YAML text against a schema and reports every problem at once, in file order. */
export function parseYaml<S extends z.ZodType>(schema: S, text: string): Loaded<z.output<S>> {
  return checkYaml(schema, readYaml(text));
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** Where the schema was not met; also where a tag had no value, which is no problem of its own. */
      readonly faulty: readonly Path[];
    };

/** Checks what was read against a schema; the mistakes of the YAML itself come along, in file order. */
export function checkYaml<S extends z.ZodType>(
  schema: S,
  document: YamlDocument,
): Checked<z.output<S>> {
  if (document.value === undefined)
    return { ok: false, problems: inFileOrder(document.problems), faulty: [] };
  const result = schema.safeParse(document.value, { reportInput: true, error: inWords });
  if (result.success && document.problems.length === 0) return { ok: true, value: result.data };
  const findings = (result.error?.issues ?? []).flatMap((issue) => flatten(issue));
  const found = findings
    .filter(({ input }) => input !== UNKNOWN)
    .map(({ path, message, key }) => document.problem(path, message, key));
  return {
    ok: false,
    problems: inFileOrder([...document.problems, ...found]),
    faulty: findings.map(({ path, key }) => (key === undefined ? path : [...path, key])),
  };
}

/** Sorted by place; what is said twice of one setting is kept once. */
export function inFileOrder(problems: readonly Problem[]): Problem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const seen = new Set<string>();
  return sorted.filter((problem) => {
    const text = showProblem('', problem);
    return !seen.has(text) && seen.add(text);
  });
}

/** One line a problem, in the form editors and terminals turn into a link. */
export function showProblem(file: string, { line, column, setting, message }: Problem): string {
  return `${file}:${line}:${column}: ${setting === '' ? '' : `${setting}: `}${message}`;
}

interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly key?: string;
  readonly input?: unknown;
}

/** One finding per unknown key; of a union that fits nowhere, those of the form that was meant. */
function flatten(issue: z.core.$ZodIssue, above: Finding['path'] = []): Finding[] {
  const path = [...above, ...issue.path.filter((part) => typeof part !== 'symbol')];
  if (issue.code === 'unrecognized_keys') {
    const messages = issue.message.split('\n');
    return issue.keys.map((key, at) => ({ path, key, message: messages[at] ?? '' }));
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    return [{ path: path.slice(0, -1), key, message: issue.issues[0]?.message ?? issue.message }];
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = issue.errors.reduce((best, next) => (misfit(next) < misfit(best) ? next : best));
    return meant.flatMap((inner) => flatten(inner, path));
  }
  return [{ path, message: forEmpty(issue), input: issue.input }];
}

/** How little the input looks like one form of a union: another type, then another kind, then details. */
function misfit(issues: readonly z.core.$ZodIssue[]): number {
  const weigh = (issue: z.core.$ZodIssue): number => {
    if (issue.code === 'invalid_type' && issue.path.length === 0) return 1000;
    if (issue.code === 'invalid_union' && issue.errors.length === 0) return 10;
    return issue.code === 'invalid_type' && issue.input === undefined ? 10 : 1;
  };
  return issues.reduce((sum, issue) => sum + weigh(issue), 0);
}
