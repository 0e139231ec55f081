import { appendFile, readFile } from 'node:fs/promises';
import type { FaultCase } from './fault-table.ts';
import { FAULT_KINDS } from './kinds.ts';

/** The cases of an earlier run that was stopped, one a line; none where there was none. */
export async function keptCases(path: string | undefined): Promise<readonly FaultCase[]> {
  if (path === undefined) return [];
  const text = await readFile(path, { encoding: 'utf8', flag: 'a+' });
  const lines = text.split('\n').filter(Boolean);
  return lines.flatMap((line) => {
    const { kind: name, ...one } = JSON.parse(line) as Omit<FaultCase, 'kind'> & { kind: string };
    const kind = FAULT_KINDS.find((known) => known.name === name);
    return kind === undefined ? [] : [{ ...one, kind }];
  });
}

export async function keepCase(path: string | undefined, one: FaultCase): Promise<void> {
  if (path === undefined) return;
  await appendFile(path, `${JSON.stringify({ ...one, kind: one.kind.name })}\n`);
}
