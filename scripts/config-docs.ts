/** The part of JSON Schema that zod writes and this page reads. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly writeOnly?: boolean;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

const HEAD = `# Settings

Generated from the schema by \`scripts/make-schema.ts\`; do not edit. \`config/agent.yaml\` is the same as a
commented sample. \`streetwarden check\` tells every problem of a file with its place.

- Durations: \`500ms\`, \`30s\`, \`5m\`, \`2h\`, \`7d\`. Sizes: \`64MB\`, \`1GB\`. Points and boxes: shares of the
  picture, 0 to 1. Hours: \`07:00-09:30\`, \`mon-fri 07:00-19:00\`, \`sat,sun 22:00-06:00\`.
- \`!env NAME\` and \`!file PATH\` stand for any text; what they read is never printed. Editors with the YAML
  language server want \`"yaml.customTags": ["!env scalar", "!file scalar"]\`.
- Relative paths start at the folder of the configuration file.
- Names of cameras, zones, lines, rules, targets: small letters, digits and dashes.
`;

/** The page of all settings: one chapter per section of the file, then one per shared shape. */
export function configDocs(schema: JsonSchema): string {
  const chapters = Object.entries(schema.properties ?? {}).map(([name, section]) =>
    chapter(`\`${name}\``, section),
  );
  const shapes = Object.entries(schema.definitions ?? {})
    .filter(([, shape]) => shape.properties)
    .map(([name, shape]) => chapter(name, shape));
  const sources = kindsIn(schema.definitions?.['Camera']?.properties?.['source'] ?? {}).map(
    ({ kind, shape }) => chapter(`Source: ${kind}`, shape),
  );
  return [HEAD, ...chapters, '# Shapes\n', ...shapes, ...sources].join('\n');
}

/** The forms of a setting that are told apart by `kind`. */
function kindsIn(schema: JsonSchema): { kind: string; shape: JsonSchema }[] {
  const kind = schema.properties?.['kind']?.const;
  if (kind !== undefined) return [{ kind: String(kind), shape: schema }];
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(kindsIn);
}

function chapter(title: string, schema: JsonSchema): string {
  const rows = tableRows(schema, '');
  const intro = schema.description ? `${schema.description}\n` : '';
  const named = rows.length === 0 ? `Named settings, each ${typeOf(eachOf(schema))}.\n` : '';
  const table =
    rows.length === 0
      ? ''
      : ['| setting | value | default | meaning |', '|---|---|---|---|', ...rows, ''].join('\n');
  return [`## ${title}\n`, intro, named, table].filter((text) => text !== '').join('\n');
}

function eachOf({ additionalProperties }: JsonSchema): JsonSchema {
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}

/** Settings of settings stand below them with a dotted name. */
function tableRows(schema: JsonSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, setting]) => {
    const required = schema.required?.includes(name) === true;
    const described = setting.description ?? setting.allOf?.[0]?.description ?? '';
    const fallback = required ? '**required**' : defaultOf(setting);
    const value = typeOf(setting) + (setting.writeOnly ? ', secret' : '');
    const row = `| \`${prefix}${name}\` | ${value} | ${fallback} | ${cell(described)} |`;
    return [row, ...tableRows(setting, `${prefix}${name}.`)];
  });
}

function defaultOf(setting: JsonSchema): string {
  if (setting.default === undefined) return '';
  const text =
    typeof setting.default === 'string' ? setting.default : JSON.stringify(setting.default);
  return `\`${text}\``;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** A value in few words: 'number 0 to 1', 'one of tcp, udp', 'list of Zone'. */
function typeOf(schema: JsonSchema): string {
  const { $ref, allOf, type, items } = schema;
  if ($ref) return shapeLink($ref);
  if (allOf?.[0]) return typeOf(allOf[0]);
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return [...new Set(forms.map(typeOf))].join(' or ');
  if (type === 'array') return listOf(items);
  if (type === 'number' || type === 'integer') return numberOf(schema);
  if (type === 'object' && typeof schema.additionalProperties === 'object')
    return `by name: ${typeOf(schema.additionalProperties)}`;
  if (type === 'string') return textOf(schema);
  return type === 'object' ? 'settings' : (type ?? 'anything');
}

/** By the unit or form that the pattern asks for. */
function textOf({ pattern = '', format }: JsonSchema): string {
  if (pattern.includes('|h|d)')) return 'duration';
  if (pattern.includes('|GiB)')) return 'size';
  if (pattern.includes('d{4}-')) return 'date';
  if (format === 'uri') return 'address';
  return pattern.startsWith('^[a-z0-9]') ? 'name' : 'text';
}

function shapeLink(ref: string): string {
  const name = ref.replace('#/definitions/', '');
  return `[${name}](#${name.toLowerCase()})`;
}

function listOf(items: JsonSchema['items']): string {
  if (items === undefined) return 'list';
  return 'length' in items ? `list of ${items.length}` : `list of ${typeOf(items as JsonSchema)}`;
}

function numberOf({ type, minimum, maximum }: JsonSchema): string {
  const word = type === 'integer' ? 'whole number' : 'number';
  if (minimum === undefined) return word;
  return maximum === undefined ? `${word} from ${minimum}` : `${word} ${minimum} to ${maximum}`;
}
