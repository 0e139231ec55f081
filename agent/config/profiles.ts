import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml, showProblem } from '../lib/checked-yaml.ts';
import { type FullRule, profile } from './rule-schema.ts';

/** The rules that come with the package. */
export interface Profiles {
  readonly rules: ReadonlyMap<string, FullRule>;
  /** File name without ending -> the names of the rules in it. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** Reads config/profiles of the package. Throws when one of them is broken: then the package is. */
export function loadProfiles(root: string): Profiles {
  const folder = join(root, 'config', 'profiles');
  const rules = new Map<string, FullRule>();
  const groups = new Map<string, readonly string[]>();
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.yaml'))) {
    const loaded = parseYaml(profile, readFileSync(join(folder, file), 'utf8'));
    if (!loaded.ok) throw new Error(loaded.problems.map((p) => showProblem(file, p)).join('\n'));
    const found = Object.entries(loaded.value.rules);
    for (const [name, rule] of found) rules.set(name, { violation: name, ...rule });
    groups.set(
      file.replace(/\.yaml$/, ''),
      found.map(([name]) => name),
    );
  }
  return { rules, groups };
}
