import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { checkYaml, inFileOrder, type Loaded, type Problem } from '../lib/checked-yaml.ts';
import { readYaml } from '../lib/yaml-document.ts';
import { compile } from './compile.ts';
import { shippedModels } from './models.ts';
import { packageRoot } from './package-root.ts';
import { loadProfiles } from './profiles.ts';
import { redactText } from './redact.ts';
import { checkReferences } from './references.ts';
import type { Report } from './report.ts';
import type { ResolvedConfig } from './resolved.ts';
import { configSchema } from './schema.ts';
import { type Environment, reason, secretTags } from './secrets.ts';
import { soundParts } from './sound-parts.ts';

/**
 * Reads and checks a configuration file. Does not throw for anything in the file or about it: every
 * problem comes back at once, in file order, and none quotes a secret.
 */
export async function loadConfig(path: string, env: Environment): Promise<Loaded<ResolvedConfig>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const message = `cannot read this file (${reason(error)})`;
    return { ok: false, problems: [{ line: 1, column: 1, setting: '', message }] };
  }
  return parseConfig(text, path, env);
}

/** The same for a text that is to stand in `file` (relative paths start at its folder). */
export function parseConfig(text: string, file: string, env: Environment): Loaded<ResolvedConfig> {
  const root = packageRoot();
  const folder = dirname(resolve(file));
  const profiles = loadProfiles(root);
  const { tags, seen } = secretTags(folder, env);
  const document = readYaml(text, tags);
  const found: Problem[] = [];
  const report: Report = (path, message) => found.push(document.problem(path, message));

  const warnings: Problem[] = [];
  const warn: Report = (path, message) => warnings.push(document.problem(path, message));
  const about = { file: resolve(file), folder, root, profiles, secrets: seen, report, warn };

  const checked = checkYaml(configSchema, document);
  const faulty = checked.ok ? [] : [...checked.faulty];
  if (document.value !== undefined) {
    const known = { profiles, models: shippedModels(root) };
    checkReferences(document.value, known, (path, message) => {
      faulty.push(path);
      report(path, message);
    });
  }
  const sound = soundParts(document.value, faulty);
  const read = configSchema.safeParse(sound.value);
  if (read.success) {
    const value = compile(read.data, { ...about, isDoubtful: sound.isDoubtful });
    if (checked.ok && found.length === 0)
      return {
        ok: true,
        value: {
          ...value,
          warnings: inFileOrder(warnings).map((each) => withoutSecrets(each, seen)),
        },
      };
  }
  const problems = inFileOrder([...(checked.ok ? [] : checked.problems), ...found]);
  return { ok: false, problems: problems.map((problem) => withoutSecrets(problem, seen)) };
}

function withoutSecrets(problem: Problem, secrets: ReadonlySet<string>): Problem {
  const { setting, message } = problem;
  return {
    ...problem,
    setting: redactText(setting, secrets),
    message: redactText(message, secrets),
  };
}
