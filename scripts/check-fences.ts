/**
 * Proves that every import fence of biome.json bites: plants one forbidden import per arrow in a copy of
 * the folder layout and expects one complaint for each, and none for the allowed ones.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** [file, import, whether it must be refused] */
const PLANTED: readonly (readonly [file: string, from: string, refused: boolean])[] = [
  ['agent/core/rules/a.ts', '../geometry/box.ts', false],
  ['agent/core/rules/b.ts', 'node:fs', true],
  ['agent/core/rules/c.ts', 'zod', true],
  ['agent/core/rules/d.ts', '../../ports/errors.ts', true],
  ['agent/core/rules/e.ts', '../../lib/latest.ts', true],
  ['agent/core/rules/f.ts', '../../config/schema.ts', true],
  ['agent/core/rules/g.ts', '../../adapters/onnx/detector.ts', true],
  ['agent/core/rules/h.ts', '../../app/agent.ts', true],
  ['agent/core/rules/i.ts', '../../main.ts', true],
  ['agent/ports/a.ts', '../core/geometry/box.ts', false],
  ['agent/ports/b.ts', 'node:fs', true],
  ['agent/ports/c.ts', 'zod', true],
  ['agent/ports/d.ts', '../lib/latest.ts', true],
  ['agent/ports/e.ts', '../config/schema.ts', true],
  ['agent/ports/f.ts', '../adapters/onnx/detector.ts', true],
  ['agent/ports/g.ts', '../app/agent.ts', true],
  ['agent/lib/a.ts', './latest.ts', false],
  ['agent/lib/b.ts', '../core/geometry/box.ts', true],
  ['agent/lib/c.ts', '../ports/errors.ts', true],
  ['agent/lib/d.ts', '../config/schema.ts', true],
  ['agent/lib/e.ts', '../adapters/onnx/detector.ts', true],
  ['agent/lib/f.ts', '../app/agent.ts', true],
  ['agent/config/a.ts', '../adapters/mqtt/options.ts', false],
  ['agent/config/b.ts', '../core/geometry/zone.ts', false],
  ['agent/config/c.ts', '../lib/duration.ts', false],
  ['agent/config/d.ts', '../adapters/mqtt/target.ts', true],
  ['agent/config/e.ts', '../ports/errors.ts', true],
  ['agent/config/f.ts', '../app/agent.ts', true],
  ['agent/adapters/mqtt/a.ts', '../../ports/errors.ts', false],
  ['agent/adapters/mqtt/b.ts', '../../core/events/violation.ts', false],
  ['agent/adapters/mqtt/c.ts', '../../lib/latest.ts', false],
  ['agent/adapters/mqtt/d.ts', './topics.ts', false],
  ['agent/adapters/mqtt/e.ts', '../store/store.ts', true],
  ['agent/adapters/mqtt/f.ts', '../../config/schema.ts', true],
  ['agent/adapters/mqtt/g.ts', '../../app/agent.ts', true],
  ['agent/app/a.ts', '../adapters/mqtt/target.ts', false],
  ['agent/app/b.ts', '../config/load.ts', false],
  ['agent/app/c.ts', '../main.ts', true],
  ['agent/app/d.ts', '../../scripts/platform.ts', true],
];

const folder = await mkdtemp(join(tmpdir(), 'fences-'));
try {
  await copyFile('biome.json', join(folder, 'biome.json'));
  for (const [file, from] of PLANTED) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `import '${from}';\n`);
  }
  const complaints = await lint(folder);
  const wrong = PLANTED.filter(
    ([file, , refused]) => complaints.some((one) => one.endsWith(file)) !== refused,
  );
  for (const [file, from, refused] of wrong)
    console.error(
      `${file} -> ${from}: ${refused ? 'was let through' : 'was refused, but is allowed'}`,
    );
  console.log(
    `import fences: ${PLANTED.length - wrong.length} of ${PLANTED.length} arrows as they should be`,
  );
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}

interface Report {
  readonly diagnostics: readonly { readonly location: { readonly path: unknown } }[];
}

async function lint(cwd: string): Promise<string[]> {
  const biome = resolve('node_modules/.bin/biome');
  const args = [
    'lint',
    '--only=style/noRestrictedImports',
    '--max-diagnostics=none',
    '--reporter=json',
    '.',
  ];
  const { stdout } = await promisify(execFile)(biome, args, { cwd, maxBuffer: 1e7 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  const { diagnostics } = JSON.parse(stdout) as Report;
  return diagnostics.map(({ location: { path } }) =>
    typeof path === 'string' ? path : String((path as { file?: string } | null)?.file),
  );
}
