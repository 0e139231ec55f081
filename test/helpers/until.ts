import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `seen` gives something true; fails, in words, after `withinMs`. */
export async function until<T>(
  what: string,
  seen: () => T | Promise<T>,
  withinMs = 20_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    const value = await seen();
    if (value) return value;
    await sleep(10);
  }
  throw new Error(`waited ${withinMs} ms in vain until ${what}`);
}
