import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGE = join(dirname(fileURLToPath(import.meta.url)), '../page/main.ts');

/** The page's program as one script, made in memory. Throws esbuild's own error where it does not build. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [PAGE],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome110',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles.map((file) => file.text).join('\n');
}
