import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Score } from '../../../agent/core/scoring/score-events.ts';
import type { TruthFile } from '../../../agent/core/scoring/truth.ts';
import { command } from '../../helpers/command.ts';
import { DEMO_CLIP, DEMO_CONFIG, DEMO_TRUTH as TRUTH_FILE } from '../../helpers/demo-street.ts';
import { scratch } from '../../helpers/outbox.ts';

const TRUTH = JSON.parse(readFileSync(TRUTH_FILE, 'utf8')) as TruthFile;

/** What replay prints of the demo's clip: one event per line. */
let told: readonly string[] = [];

beforeAll(async () => {
  using folder = scratch();
  const args = ['replay', DEMO_CLIP, '-c', DEMO_CONFIG, '--out', folder.path, '--json'];
  const { stdout, code } = await command(...args, '--start', TRUTH.startUtc);
  expect(code).toBe(0);
  told = stdout.trim().split('\n');
}, 240_000);

interface Told {
  id: string;
  type: string;
  subject: string;
  time: string;
  data: { kind: string; stage: string; facts: { box: number[] } };
}

/** Copies of the events that are of this kind and stage, changed, with ids of their own. */
function changed(kind: string, stage: string, change: (event: Told) => void): string[] {
  return told.flatMap((line, at) => {
    const event = JSON.parse(line) as Told;
    if (event.data.kind !== kind || event.data.stage !== stage) return [];
    event.id = `${event.id.slice(0, -3)}f0${at % 10}`;
    change(event);
    return [JSON.stringify(event)];
  });
}

function withoutTruck(): readonly string[] {
  return told.filter((line) => !line.includes('muck-truck'));
}

function written(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

test('the demo, replayed: everything is found, and nothing false is told', async () => {
  using folder = scratch();
  const events = written(folder.path, 'events.ndjson', told);
  const limits = ['--min-recall', '1', '--max-false-per-day', '0'];
  const { code, stdout, stderr } = await command(
    ...['score', '--truth', TRUTH_FILE, '--events', events, ...limits],
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^1 recording of 1.3 minutes, 3 true episodes\n/);
  expect(stdout).toMatch(/^ +muck-truck-uncovered +sidewalk-parking +street-stall +all$/m);
  expect(stdout).toMatch(
    /^recall +100 % \(1 of 1\) +100 % \(1 of 1\) +100 % \(1 of 1\) +100 % \(3 of 3\)$/m,
  );
  expect(stdout).toMatch(
    /^precision +100 % \(1 of 1\) +100 % \(1 of 1\) +100 % \(1 of 1\) +100 % \(3 of 3\)$/m,
  );
  expect(stdout).toMatch(/^\(left in time: told \/ true\) +0 \/ 0 +1 \/ 1 +0 \/ 0 +1 \/ 1$/m);
});

describe('a worse agent', () => {
  /** Loses the stall and the truck, confirms the white car, tells the red car twice and once in the road. */
  function worse(folder: string): string {
    const rest = withoutTruck().filter((line) => !/street-stall.*"(confirmed|cleared)"/.test(line));
    const moved = (box: number[] | undefined, second: string) => (event: Told) => {
      event.subject = `${event.subject.slice(0, -2)}${second}`;
      event.time = event.time.replace(/:\d\d\.\d+\+/, `:${second}.000+`);
      if (box !== undefined) event.data.facts.box = box;
    };
    const dropOff = changed('sidewalk-parking', 'suspected', (event) => {
      event.type = 'streetwarden.violation.confirmed.v1';
      event.data.stage = 'confirmed';
      event.time = event.time.replace(/:\d\d\.\d+\+/, ':12.000+');
    }).slice(0, 1);
    return written(folder, 'worse.ndjson', [
      ...changed('sidewalk-parking', 'confirmed', moved(undefined, '35')),
      ...changed('sidewalk-parking', 'confirmed', moved([0.5, 0.7, 0.62, 0.8], '40')),
      ...dropOff,
      ...rest,
    ]);
  }

  test('every miss and false alarm is told with its reason, and limits end with 1', async () => {
    using folder = scratch();
    const events = worse(folder.path);
    const args = ['score', '--truth', TRUTH_FILE, '--events', events];
    const { code, stdout, stderr } = await command(...args, '--min-recall', '0.8');
    expect(stdout.split('misses and false alarms:\n')[1]).toBe(
      [
        '  false sidewalk-parking: it left in time (corner at 0:12.0, 2026-05-01T00:00:12.000Z, 1-white-car)',
        '  missed street-stall: suspected, never confirmed (corner at 0:33.0, 2026-05-01T00:00:33.000Z, 3-stall-6)',
        '  false sidewalk-parking: confirmed a second time (corner at 0:35.0, 2026-05-01T00:00:35.000Z, 2-red-car)',
        '  false sidewalk-parking: not where it is (corner at 0:40.0, 2026-05-01T00:00:40.000Z, 2-red-car)',
        '  missed muck-truck-uncovered: not noticed at all (corner at 1:05.0, 2026-05-01T00:01:05.000Z, 4-open-truck)',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe(
      [
        'all kinds: recall: expected at least 0.8, got 0.3333',
        'muck-truck-uncovered: recall: expected at least 0.8, got 0',
        'street-stall: recall: expected at least 0.8, got 0',
        '',
      ].join('\n'),
    );
    expect(code).toBe(1);
  });

  test('--json holds the whole result; a duplicate counts as asked', async () => {
    using folder = scratch();
    const events = worse(folder.path);
    const args = ['score', '--truth', TRUTH_FILE, '--events', events, '--json'];
    const { code, stdout } = await command(...args, '--duplicates', 'apart');
    const score = JSON.parse(stdout) as Score & { truthFiles: string[] };
    expect(score.truthFiles).toEqual([TRUTH_FILE]);
    expect(score.kinds['sidewalk-parking']).toMatchObject({
      ...{ found: 1, falseAlarms: 2, duplicates: 1, plates: { read: { share: 0 } } },
    });
    expect(score.faults.map(({ reason }) => reason)).toEqual([
      ...['self-corrected', 'suspected-only', 'duplicate', 'elsewhere', 'unseen'],
    ]);
    expect(code).toBe(0);
  });

  test('--sheet shows them: the true box green, the reported one red', async () => {
    using folder = scratch();
    const sheet = join(folder.path, 'sheet.jpg');
    const events = worse(folder.path);
    const { stderr } = await command(
      ...['score', '--truth', TRUTH_FILE, '--events', events, '--sheet', sheet],
    );
    expect(stderr).toBe(`${sheet}: 2 missed, 3 false alarms\n`);
    expect(await sharp(sheet).metadata()).toMatchObject({ width: 2000, height: 824 });
    for (const tile of [0, 1, 2, 3]) {
      const colors = await colorsOf(sheet, { left: 16 + tile * 496, top: 100 });
      const green = colors.filter(([r = 0, g = 0, b = 0]) => g > 180 && r < 110 && b < 140);
      const red = colors.filter(([r = 0, g = 0, b = 0]) => r > 220 && g < 100 && b < 90);
      // where both boxes lie on each other the dashed one covers most of the other
      expect(green.length, `green of tile ${tile}`).toBeGreaterThan(60);
      expect(red.length, `red of tile ${tile}`).toBeGreaterThan(100);
    }
  });
});

/** The pixels of a tile's picture. */
async function colorsOf(sheet: string, place: { left: number; top: number }): Promise<number[][]> {
  const pixels = await sharp(sheet)
    .extract({ ...place, width: 480, height: 270 })
    .raw()
    .toBuffer();
  return Array.from({ length: pixels.length / 3 }, (_, at) => [
    ...pixels.subarray(at * 3, at * 3 + 3),
  ]);
}

test('more faults than a sheet can hold are said to be left out; without a video there is text', async () => {
  using folder = scratch();
  const { video: _, ...truth } = TRUTH;
  const file = written(folder.path, 'many.truth.json', [JSON.stringify(truth)]);
  const many = Array.from({ length: 60 }, (_, at) =>
    changed('street-stall', 'confirmed', (event) => {
      event.id = `${event.id.slice(0, -4)}ee${10 + at}`;
      event.subject = `${event.subject.slice(0, -4)}ee${10 + at}`;
    }),
  );
  const events = written(folder.path, 'events.ndjson', [...withoutTruck(), ...many.flat()]);
  const sheet = join(folder.path, 'sheet.jpg');
  const { stderr } = await command(
    ...['score', '--truth', file, '--events', events, '--sheet', sheet],
  );
  expect(stderr).toBe(
    `${file}: no pictures: it names no video; give it with --video\n` +
      `${sheet}: 1 missed, 60 false alarms; 13 of them left out\n`,
  );
  expect(await sharp(sheet).metadata()).toMatchObject({ width: 2000, height: 4444 });
});

test('events in a file of the same name belong to that truth alone, whatever its time', async () => {
  using folder = scratch();
  for (const name of ['a', 'b'])
    written(folder.path, `${name}.truth.json`, [JSON.stringify({ ...TRUTH, video: undefined })]);
  written(folder.path, 'a.ndjson', told);
  const args = ['score', '--truth', folder.path, '--events', folder.path, '--json'];
  const { stdout } = await command(...args);
  const { recordings } = JSON.parse(stdout) as Score;
  expect(recordings.map(({ found, missed }) => [found, missed])).toEqual([
    [3, 0],
    [0, 3],
  ]);
});

test('events of another time are told, with what to do', async () => {
  using folder = scratch();
  const late = told.map((line) => line.replaceAll('2026-05-01T08', '2026-05-01T18'));
  const events = written(folder.path, 'events.ndjson', late);
  const { stdout } = await command('score', '--truth', TRUTH_FILE, '--events', events);
  expect(stdout).toMatch(
    /^not judged:\n {2}3 confirmations outside the time of every recording, the first of camera corner at 2026-05-01T10:00:\S+Z; the first recording begins at 2026-05-01T00:00:00.000Z: replay with --start and the startUtc of the truth$/m,
  );
});

test('an agent that says nothing at all has missed everything', async () => {
  using folder = scratch();
  const events = written(folder.path, 'events.ndjson', []);
  const args = ['score', '--truth', TRUTH_FILE, '--events', events, '--min-precision', '0.5'];
  const { code, stdout, stderr } = await command(...args);
  expect(stdout).toMatch(/^precision +n\/a +n\/a +n\/a +n\/a$/m);
  expect(stdout).toMatch(/^missed +1 +1 +1 +3$/m);
  expect(stderr).toBe(
    `${events}: no event in it: is it what replay --json printed?\n` +
      'all kinds: precision: expected at least 0.5, nothing was to measure\n',
  );
  expect(code).toBe(1);
});
