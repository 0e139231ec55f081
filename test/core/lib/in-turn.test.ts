import { expect, test } from 'vitest';
import { InTurn } from '../../../agent/lib/in-turn.ts';

test('one after the other in their order, however long each takes', async () => {
  const turns = new InTurn();
  const log: string[] = [];
  const job = (name: string, ticks: number) => async () => {
    log.push(`${name} begins`);
    for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
    log.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all([turns.run(job('a', 9)), turns.run(job('b', 1))]);
  expect(results).toEqual(['a', 'b']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('what fails fails for its caller; the next goes ahead, and the end is no failure', async () => {
  const turns = new InTurn();
  const failing = turns.run(() => Promise.reject(new Error('torn')));
  const next = turns.run(async () => 'done');
  await expect(failing).rejects.toThrow('torn');
  expect(await next).toBe('done');
  await expect(turns.over()).resolves.toBeUndefined();
});
