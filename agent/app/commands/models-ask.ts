import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { COCO } from '../../adapters/onnx/class-names.ts';

/** An answer typed on a terminal; undefined where there is none to ask on, or nothing was typed. */
export async function ask(question: string): Promise<string | undefined> {
  if (process.stdin.isTTY !== true) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = (await terminal.question(question)).trim();
    return answer === '' ? undefined : answer;
  } finally {
    terminal.close();
  }
}

/** `coco`, a file with a name on each line, or names with commas between them. */
export function classNames(text: string): readonly string[] {
  if (text === 'coco') return COCO;
  const names = existsSync(text) ? readFileSync(text, 'utf8').split('\n') : text.split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}
