import { expect, test } from 'vitest';
import { Gate } from '../../../agent/lib/gate.ts';

const never = new AbortController().signal;

/** A job that runs until it is let go. */
function job(name: string, log: string[]) {
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const work = async (): Promise<string> => {
    log.push(name);
    await held;
    return name;
  };
  return { work, letGo: () => letGo() };
}

test('as many work as there are places; the others follow in their order', async () => {
  const gate = new Gate(2);
  const begun: string[] = [];
  const jobs = ['a', 'b', 'c', 'd'].map((name) => job(name, begun));
  const results = jobs.map(({ work }) => gate.run(work, never));
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b']);
  jobs[1]?.letGo();
  await results[1];
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const { letGo } of jobs) letGo();
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
});

test('a job that fails gives its place free', async () => {
  const gate = new Gate(1);
  const failed = gate.run(() => Promise.reject(new Error('broken')), never);
  await expect(failed).rejects.toThrow('broken');
  expect(await gate.run(async () => 'next', never)).toBe('next');
});

test('who gives up waiting takes no place', async () => {
  const gate = new Gate(1);
  const begun: string[] = [];
  const [first, second, third] = [job('a', begun), job('b', begun), job('c', begun)];
  const stop = new AbortController();
  const a = gate.run(first.work, never);
  const b = gate.run(second.work, stop.signal);
  const c = gate.run(third.work, never);
  await Promise.resolve();
  stop.abort(new Error('stopped'));
  await expect(b).rejects.toThrow('stopped');
  first.letGo();
  third.letGo();
  expect(await Promise.all([a, c])).toEqual(['a', 'c']);
  await expect(gate.run(second.work, stop.signal)).rejects.toThrow('stopped');
  expect(begun).toEqual(['a', 'c']);
});
