import { readFile } from 'node:fs/promises';

/** The commands of one section of docs/evidence.md, as a reader would paste them. */
export async function commandsOf(section: string): Promise<string> {
  const page = await readFile(new URL('../../docs/evidence.md', import.meta.url), 'utf8');
  const text = page.split(`### ${section}\n`)[1] ?? '';
  const block = /```sh\n([\s\S]*?)```/.exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/evidence.md has no commands under '${section}'`);
  return block;
}
