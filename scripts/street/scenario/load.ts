import { readFile } from 'node:fs/promises';
import { reason } from '../../../agent/config/secrets.ts';
import {
  checkYaml,
  inFileOrder,
  type Loaded,
  type Problem,
} from '../../../agent/lib/checked-yaml.ts';
import { readYaml } from '../../../agent/lib/yaml-document.ts';
import type { Split } from '../assets/asset.ts';
import type { StreetLayout } from '../world/layout.ts';
import { layoutOf } from '../world/layouts.ts';
import type { Scenario } from '../world/scenario.ts';
import { buildScenario } from './build.ts';
import { checkNames } from './check-names.ts';
import { scenarioSchema } from './schema.ts';
import { streetObject } from './street-schema.ts';

/**
 * Reads and checks a scenario file. Does not throw for anything in the file or about it: every problem
 * comes back at once, with its place, in file order.
 */
export async function loadScenario(file: string): Promise<Loaded<Scenario>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const message = `cannot read this file (${reason(error)})`;
    return { ok: false, problems: [{ line: 1, column: 1, setting: '', message }] };
  }
  return parseScenario(text);
}

/** The same for a text. Nothing in it is relative to its file, whose name may be given all the same. */
export function parseScenario(text: string, _file?: string): Loaded<Scenario> {
  const document = readYaml(text);
  const found: Problem[] = [];
  const checked = checkYaml(scenarioSchema, document);
  const { value } = document;
  const street = streetMeant(value);
  if (value !== undefined) {
    const split = splitMeant(value, street);
    checkNames(value, { street, split }, (path, message) => {
      found.push(document.problem(path, message));
    });
  }
  if (checked.ok && found.length === 0 && street !== undefined)
    return { ok: true, value: buildScenario(checked.value, value, street) };
  return {
    ok: false,
    problems: inFileOrder([...(checked.ok ? [] : checked.problems), ...found]),
  };
}

/** The street of a file; undefined where it is not known or has a wrong shape. */
function streetMeant(written: unknown): StreetLayout | undefined {
  const street = (written as { street?: unknown } | null | undefined)?.street;
  if (typeof street === 'string') return layoutOf(street);
  const read = streetObject.safeParse(street);
  if (!read.success) return undefined;
  if (!('like' in read.data)) return read.data;
  const { like, ...changes } = read.data;
  const base = layoutOf(like);
  // a setting that is there has a value: the schema has no undefined ones
  return base && ({ ...base, ...changes } as StreetLayout);
}

function splitMeant(written: unknown, street: StreetLayout | undefined): Split | undefined {
  const split = (written as { split?: unknown } | null)?.split;
  return split === 'training' || split === 'judging' ? split : street?.split;
}
