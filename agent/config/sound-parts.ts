import { type Path, UNKNOWN } from '../lib/yaml-document.ts';

/** What is left of a configuration without its faulty parts. */
export interface SoundParts {
  readonly value: unknown;
  /** Whether something was left out of this part of a camera, so that it is not all that was meant. */
  isDoubtful(camera: string, part: string): boolean;
}

/** Sections of named things, of which one may go and the others stay. */
const BY_NAME: ReadonlySet<string> = new Set(['cameras', 'rules', 'models', 'targets']);

type Settings = Record<string, unknown>;

/**
 * Takes the faulty parts out of a configuration as written, so that the rest can be checked in the same go.
 * A part goes with all that follows from it: a faulty rule takes along its uses and the rules that extend it.
 */
export function soundParts(written: unknown, faulty: readonly Path[]): SoundParts {
  const doubts = new Set<string>();
  const isDoubtful = (camera: string, part: string) => doubts.has(`${camera}\n${part}`);
  if (written === undefined || faulty.length === 0) return { value: written, isDoubtful };
  const value = structuredClone(written);
  for (const path of faulty.map((each) => each.map(String))) {
    const [section = '', name, part] = path;
    if (section === 'cameras' && part !== undefined) {
      doubts.add(`${name}\n${part}`);
      leaveOutOfCamera(at(value, section, `${name}`), path.slice(2));
    } else remove(value, BY_NAME.has(section) ? path.slice(0, 2) : [section]);
  }
  leaveOutRules(value, names(faulty, 'rules'));
  return { value, isDoubtful };
}

/** Zones, lines and uses of rules go one by one, any other part as a whole. */
function leaveOutOfCamera(camera: unknown, [part = '', ...rest]: readonly string[]): void {
  const inside = at(camera, part);
  if (part === 'source' && isSettings(camera)) camera['source'] = 'unknown';
  else if (part === 'rules' && Array.isArray(inside) && rest[0] !== undefined)
    inside[Number(rest[0])] = UNKNOWN; // its place stays taken: the others are told by theirs
  else if ((part === 'zones' || part === 'lines') && rest[0] !== undefined)
    remove(camera, [part, rest[0]]);
  else remove(camera, [part]);
}

/** Takes out what builds on rules that were left out. */
function leaveOutRules(config: unknown, faulty: readonly string[]): void {
  const gone = new Set(faulty);
  const rules = at(config, 'rules');
  const rest = isSettings(rules) ? rules : {};
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const [name, rule] of Object.entries(rest)) {
      if (!gone.has(String(at(rule, 'extends')))) continue;
      gone.add(name);
      delete rest[name];
    }
  }
  const cameras = at(config, 'cameras');
  for (const camera of Object.values(isSettings(cameras) ? cameras : {})) {
    const uses = at(camera, 'rules');
    if (!Array.isArray(uses)) continue;
    uses.forEach((use: unknown, index) => {
      if (gone.has(String(isSettings(use) ? use['use'] : use))) uses[index] = UNKNOWN;
    });
  }
}

const names = (paths: readonly Path[], section: string): string[] =>
  paths.flatMap(([first, name]) => (first === section && name !== undefined ? [`${name}`] : []));

function remove(value: unknown, path: readonly string[]): void {
  const holder = at(value, ...path.slice(0, -1));
  const last = path.at(-1);
  if (isSettings(holder) && last !== undefined) delete holder[last];
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isSettings(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
