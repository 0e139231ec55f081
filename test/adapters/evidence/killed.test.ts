import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { EvidenceLog } from '../../../agent/adapters/evidence/evidence-log.ts';
import { verifyPackage } from '../../../agent/adapters/evidence/verify-package.ts';
import { Bench } from './fixture.ts';

const SCRIPT = fileURLToPath(new URL('write-forever.ts', import.meta.url));

it('killed while writing, again and again: no gap, no double, nothing half-written, nothing lost', async () => {
  await using bench = await Bench.open();
  const evidence = join(bench.root, 'evidence');
  const input = join(bench.root, 'input.json');
  await writeFile(input, JSON.stringify(await bench.input('any')));
  const told: string[] = [];
  for (const round of [0, 1, 2, 3, 4]) {
    const args = ['--import', 'tsx', SCRIPT, evidence, join(bench.root, 'keys', 'node.pem')];
    const child = spawn(process.execPath, [...args, input, `${round}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    let lines = 0;
    for await (const line of createInterface(child.stdout)) {
      told.push(line);
      lines += 1;
      // a little later each round, so that the kill meets another step of the next package
      if (lines === 4 + round) setTimeout(() => child.kill('SIGKILL'), round * 7);
    }
    expect((await ended)[1]).toBe('SIGKILL');
    const store = await bench.store();
    expect(store.findings).toEqual([]);
    for (const { evidenceId } of store.packages()) {
      const directory = join(evidence, 'packages', evidenceId);
      expect((await verifyPackage(directory)).findings).toEqual([]);
    }
  }
  const { entries } = await EvidenceLog.open(join(evidence, 'log', 'entries.jsonl'));
  const logged = entries.filter(({ type }) => type === 'package').map((entry) => entry.evidenceId);
  expect(new Set(logged).size).toBe(logged.length);
  for (const id of told) expect(logged).toContain(id);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
});
