import { isMap, isNode, isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type * as z from 'zod';

/** One thing wrong with a configuration file, with the place to look. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly setting: string;
  readonly message: string;
}

export type Loaded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks a YAML text against a schema and reports every problem at once, in file order. */
export function parseYaml<S extends z.ZodType>(schema: S, text: string): Loaded<z.output<S>> {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (doc.errors.length > 0) {
    return {
      ok: false,
      problems: doc.errors.map(({ pos, message }) => ({ ...place(pos[0]), setting: '', message })),
    };
  }
  const result = schema.safeParse(doc.toJS() ?? {}, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.flatMap(splitUnknownKeys).map(({ path, message, key }) => ({
    ...place(offsetOf(doc.contents, path, key)),
    setting: [...path, ...(key === undefined ? [] : [key])].join('.'),
    message,
  }));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** One line a problem, in the form editors and terminals turn into a link. */
export function showProblem(file: string, { line, column, setting, message }: Problem): string {
  return `${file}:${line}:${column}: ${setting === '' ? '' : `${setting}: `}${message}`;
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly key?: string;
}

function splitUnknownKeys(issue: z.core.$ZodIssue): Place[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path, key, message: 'there is no such setting' }));
  const empty = issue.code === 'invalid_type' && issue.input === null;
  return [
    {
      path,
      message: empty ? 'is empty: indent its settings below it, or delete the line' : issue.message,
    },
  ];
}

/** Where the deepest part of `path` that exists begins; for an unknown key, the key itself. */
function offsetOf(
  root: ParsedNode | null,
  path: readonly (string | number)[],
  key?: string,
): number {
  let node: unknown = root;
  for (const part of path) {
    const next: unknown =
      isNode(node) && 'get' in node && typeof node.get === 'function'
        ? node.get(part, true)
        : undefined;
    if (!isNode(next)) break;
    node = next;
  }
  if (key !== undefined && isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (isScalar(pair?.key)) return pair.key.range?.[0] ?? 0;
  }
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
