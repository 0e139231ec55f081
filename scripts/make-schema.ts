/** Writes config/agent.schema.json, docs/config.md and docs/errors.md; `--check` only compares. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { packageRoot } from '../agent/config/package-root.ts';
import { configSchema } from '../agent/config/schema.ts';
import { ERRORS } from '../agent/ports/errors.ts';
import { configDocs, type JsonSchema } from './config-docs.ts';

/** The schema for editors: draft-7, of what may be written (not of what is made of it). */
export function jsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema: json }) => {
      if (json['secret'] === true) json.writeOnly = true;
      delete json['secret'];
      // the shapes have names already: the place in `definitions`
      delete json.id;
    },
  });
  return { title: 'streetwarden configuration', ...schema } as JsonSchema;
}

function errorDocs(): string {
  const rows = Object.entries(ERRORS).map(([code, text]) => `| \`${code}\` | ${text} |`);
  return `# Error codes

Generated from \`agent/ports/errors.ts\` by \`scripts/make-schema.ts\`; do not edit. A code never changes its
meaning; the sentence in a log line may.

| code | what happened and what to do |
|---|---|
${rows.join('\n')}
`;
}

/** Path below the package -> what should stand there. */
function generatedFiles(): Readonly<Record<string, string>> {
  const schema = jsonSchema();
  return {
    'config/agent.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
    'docs/config.md': configDocs(schema),
    'docs/errors.md': errorDocs(),
  };
}

/** The generated files that are not what they should be. */
export function staleFiles(root: string): string[] {
  return Object.entries(generatedFiles()).flatMap(([path, text]) => {
    const file = join(root, path);
    return existsSync(file) && readFileSync(file, 'utf8') === text ? [] : [path];
  });
}

function main(check: boolean): void {
  const root = packageRoot();
  const stale = staleFiles(root);
  if (check && stale.length > 0) {
    console.error(`not up to date: ${stale.join(', ')}; run: npx tsx scripts/make-schema.ts`);
    process.exitCode = 1;
    return;
  }
  const files = generatedFiles();
  for (const path of stale) {
    writeFileSync(join(root, path), files[path] ?? '');
    console.log(`wrote ${path}`);
  }
}

if (process.argv[1]?.endsWith('make-schema.ts')) main(process.argv.includes('--check'));
