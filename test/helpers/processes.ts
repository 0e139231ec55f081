import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process lives; zombies do not count. Linux only. */
export function alive(pid: number): boolean {
  const state = statOf(pid)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** Every process below `pid`, at this moment. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (stat !== undefined) parents.set(Number(name), stat.parent);
  }
  const below = (root: number): number[] =>
    [...parents]
      .filter(([, parent]) => parent === root)
      .flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

function statOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined; // it has gone in the meantime
  }
}
