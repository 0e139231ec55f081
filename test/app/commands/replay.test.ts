import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { writeConfig } from '../../helpers/agent.ts';
import { makeClip } from '../../helpers/clip.ts';
import { command } from '../../helpers/command.ts';
import { DEMO_CLIP, DEMO_CONFIG } from '../../helpers/demo-street.ts';
import { scratch } from '../../helpers/outbox.ts';

test('without a configuration: says why nothing of a short recording is confirmed', async () => {
  using folder = scratch();
  const { code, stdout } = await command('replay', DEMO_CLIP, '--out', folder.path);
  expect(stdout).toMatch(
    /violation suspected: sidewalk-parking.*\n.*violation suspected: street-stall.*\n.*violation cleared: sidewalk-parking.*self-corrected.*\n2 suspected, 0 confirmed: no package \(dwell is 300 s, the recording has 75 s\)\n$/,
  );
  expect(code).toBe(0);
});

test('lists what was confirmed: package and sheet, as the demo does', async () => {
  using folder = scratch();
  const args = ['replay', DEMO_CLIP, '-c', DEMO_CONFIG, '--out', folder.path];
  const { code, stdout } = await command(...args);
  const packages = join(folder.path, 'evidence/packages');
  const names = readdirSync(packages);
  expect(names).toHaveLength(3);
  expect(stdout).toContain('\n4 suspected, 3 confirmed: 3 evidence packages, 3 verified:\n');
  for (const name of names) {
    expect(stdout).toMatch(
      new RegExp(
        `^ {2}(sidewalk-parking|street-stall|muck-truck-uncovered): ${join(packages, name)}$`,
        'm',
      ),
    );
    expect(stdout).toContain(`    ${join(packages, name, 'data/media/sheet.jpg')}\n`);
  }
  expect(code).toBe(0);
  // three packages, each with two processes that are started from the sources
}, 120_000);

test('a fault in mid-recording ends it, and the command with 3', async () => {
  using folder = scratch();
  const video = await makeClip({ seconds: 2 });
  const config = writeConfig(folder.path, {
    // a test picture is no street: nothing would be looked for in it
    cameras: { gate: { source: video, model: 'fails', watch: { picture: false, scene: false } } },
    models: { fails: { path: resolve('test/fixtures/models/fails') } },
  });
  const { code, stdout, stderr } = await command(
    'replay',
    video,
    '-c',
    config,
    '--out',
    folder.path,
  );
  expect(stderr).toContain(`${video}: `);
  expect(stderr).toMatch(/indices element out of data bounds/);
  expect(stdout).toMatch(/operation camera-down: .*\n0 suspected, 0 confirmed: no package\n$/);
  expect(code).toBe(3);
});

test('a camera that the configuration does not have ends with 1', async () => {
  const { code, stderr } = await command('replay', DEMO_CLIP, '--camera', 'gate');
  expect(stderr).toContain('expected camera gate; known: replay');
  expect(code).toBe(1);
});
