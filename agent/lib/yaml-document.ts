import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';

/** One thing wrong with a configuration file, with the place to look. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly setting: string;
  readonly message: string;
}

/** A setting from the root down: names in mappings, positions in lists. */
export type Path = readonly (string | number)[];

/** Turns the text behind a tag (`!env NAME`) into a value, or says why it cannot. */
export type TagReader = (
  argument: string,
) => { readonly value: string } | { readonly problem: string };

/** A YAML text as plain values, which still knows where each setting stands. */
export interface YamlDocument {
  /** Undefined when the text is no YAML at all. */
  readonly value: unknown;
  /** Mistakes of the YAML itself and of its tags. */
  readonly problems: readonly Problem[];
  /** A problem of one setting; with `key`, of that name inside the setting. */
  problem(path: Path, message: string, key?: string): Problem;
}

/** Reads a YAML text. Never throws. `tags` maps a tag (`!env`) to its reader. */
export function readYaml(
  text: string,
  tags: Readonly<Record<string, TagReader>> = {},
): YamlDocument {
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const doc = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'error',
      customTags: Object.keys(tags).map((tag) => ({ tag, resolve: (source: string) => source })),
    });
    const problems = [
      ...doc.errors.map(({ pos, message, code }) => ({
        ...place(pos[0]),
        setting: '',
        message: plainWords(code, message),
      })),
      ...resolveTags(doc, tags, place),
    ];
    const broken = doc.errors.length > 0 || problems.some(({ setting }) => setting === '*');
    return {
      value: broken ? undefined : (doc.toJS() ?? {}),
      problems: problems.map((found) => ({ ...found, setting: '' })),
      problem: (path, message, key) => ({
        ...place(offsetOf(doc, path, key)),
        setting: [...path, ...(key === undefined ? [] : [key])].join('.'),
        message,
      }),
    };
  } catch (error) {
    return unreadable(error);
  }
}

/** Aliases that multiply without end and nesting too deep for the stack end here. */
function unreadable(error: unknown): YamlDocument {
  const problem = {
    line: 1,
    column: 1,
    setting: '',
    message: `is not usable as YAML (${error instanceof Error ? error.name : 'error'}): nested too deeply, or too many aliases`,
  };
  return { value: undefined, problems: [problem], problem: () => problem };
}

const WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this name stands here twice; keep one',
  MULTIPLE_DOCS: 'only one document a file: delete what follows ---',
  TAB_AS_INDENT: 'tabs cannot indent YAML; use spaces',
};

/** What the parser says -> what a person can do about it. */
const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [/^Flow sequence in block/, 'a list opened with [ is not closed'],
  [/^Flow map in block/, 'settings opened with { are not closed'],
  [/^Missing closing .quote/, 'a text opened with a quote is not closed'],
  [
    /^Nested mappings/,
    'a second name: on one line, or a line indented too far; a text with ": " in it needs quotes',
  ],
  [
    /^Implicit (keys need to be on|map keys need to be followed)/,
    'expected name: value, with a colon and a space',
  ],
  [/^Plain value cannot start/, 'a text that begins with this character needs quotes'],
  [/^Unexpected .*block-seq-ind on same line/, 'put the list ("- ...") on lines of its own'],
  [/^Unexpected /, 'does not belong here; check indentation, commas and brackets'],
];

/** The parser quotes the text it stumbled over, which may hold a password: only its reason is kept. */
function plainWords(code: string, message: string): string {
  const known = BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
  return WORDS[code] ?? known ?? message.replace(/: ["'][\s\S]*$/, '').replace(/\n[\s\S]*$/, '');
}

/** Puts the values of tags into the document. A setting of '*' marks what makes the whole unusable. */
function resolveTags(
  doc: Document,
  tags: Readonly<Record<string, TagReader>>,
  place: (offset: number) => { line: number; column: number },
): Problem[] {
  const problems: Problem[] = [];
  const report = (node: { range?: readonly number[] | null }, message: string, setting = '') =>
    problems.push({ ...place(node.range?.[0] ?? 0), setting, message });
  visit(doc, {
    Alias: (_, node) => {
      if (!node.resolve(doc)) report(node, 'no anchor of this name stands above', '*');
    },
    Scalar: (_, node) => {
      if (node.tag?.startsWith('!')) resolveTag(node, tags, (message) => report(node, message));
    },
    Pair: (_, { key }) => {
      // as a name, a whole mapping would be quoted with all that is in it
      if (isCollection(key) || isAlias(key)) report(key, 'a name must be plain text', '*');
    },
    Collection: (_, node) => {
      if (node.tag?.startsWith('!')) report(node, `${node.tag} goes before a text only`, '*');
    },
  });
  return problems;
}

function resolveTag(
  node: Scalar,
  tags: Readonly<Record<string, TagReader>>,
  report: (message: string) => void,
): void {
  const reader = tags[node.tag ?? ''];
  const answer = reader
    ? reader(String(node.value ?? '').trim())
    : { problem: `there is no such tag; ${known(tags)}` };
  if ('problem' in answer) report(answer.problem);
  // a value that could not be had is no second problem of the setting: see `unknownYet`
  node.value = 'value' in answer ? answer.value : UNKNOWN;
}

const known = (tags: object): string => `known: ${Object.keys(tags).join(', ') || 'none'}`;

/** Stands for a tag's value that could not be read. */
export const UNKNOWN = '\u0000unknown';

/** Where the deepest part of `path` that exists begins; for a key, the key itself. */
function offsetOf(doc: Document, path: Path, key?: string): number {
  let node: unknown = doc.contents;
  for (const part of path) {
    const next = child(doc, node, part);
    if (next === undefined) break;
    node = next;
  }
  const holder = isAlias(node) ? node.resolve(doc) : node;
  const pair =
    key !== undefined && isMap(holder)
      ? holder.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
  if (isScalar(pair?.key)) return pair.key.range?.[0] ?? 0;
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function child(doc: Document, parent: unknown, part: string | number): unknown {
  const node = isAlias(parent) ? parent.resolve(doc) : parent;
  if (isSeq(node)) return node.items[Number(part)] ?? undefined;
  if (!isMap(node)) return undefined;
  const pair = node.items.find(
    (item) => isScalar(item.key) && String(item.key.value) === String(part),
  );
  return pair?.value ?? undefined;
}
