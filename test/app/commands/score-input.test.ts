import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cloudEvent } from '../../../agent/core/events/cloud-event.ts';
import { command } from '../../helpers/command.ts';
import { scratch } from '../../helpers/outbox.ts';

/** A line as replay prints it. */
function line(facts: object, stage = 'confirmed', second = 30): string {
  const time = `2026-05-01T08:00:${second}.000+08:00`;
  const id = `019de0d5-e678-7e5c-98df-7177b9c55f${second}`;
  const data = { kind: 'parking', stage, camera: 'gate', facts };
  return JSON.stringify(
    cloudEvent(
      { id, site: 'east', node: 'box', camera: 'gate', time, sequence: 1 },
      { type: `streetwarden.violation.${stage}.v1`, subject: 'episode', data },
    ),
  );
}

const GOOD = line({ box: [0.1, 0.5, 0.3, 0.7], dwellMs: 30_000 });

function written(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const box = { left: 0.1, top: 0.5, right: 0.3, bottom: 0.7 };
const CAR = { id: 'car', kind: 'parking', fromMs: 0, places: [{ atMs: 0, box }] };
const SMALL = {
  ...{ version: 1, camera: 'gate', startUtc: '2026-05-01T08:00:00+08:00', durationMs: 60_000 },
  ...{ kinds: ['parking'], episodes: [CAR] },
};

test.each<[string, object | string, string]>([
  ['no JSON', '{ "version": 1, "camera": ', ':1:27: '],
  [
    'a setting that does not exist',
    { ...SMALL, kind: 'x' },
    "kind: there is no such setting; did you mean 'kinds'?",
  ],
  ['no camera', { ...SMALL, camera: undefined }, 'camera: is missing'],
  [
    'a time without zone',
    { ...SMALL, startUtc: '2026-05-01T08:00:00' },
    'startUtc: write a time with zone',
  ],
  [
    'pixels',
    { ...SMALL, episodes: [{ ...CAR, places: [{ atMs: 0, box: { ...box, right: 640 } }] }] },
    'episodes.0.places.0.box.right: is a share of the picture: 0 to 1 (not pixels)',
  ],
  [
    'a box inside out',
    { ...SMALL, episodes: [{ ...CAR, places: [{ atMs: 0, box: { ...box, right: 0.05 } }] }] },
    'box: right must be greater than left',
  ],
  [
    'no place',
    { ...SMALL, episodes: [{ ...CAR, places: [] }] },
    'places: needs at least 1 entries',
  ],
  [
    'places out of order',
    {
      ...SMALL,
      episodes: [
        {
          ...CAR,
          places: [
            { atMs: 5, box },
            { atMs: 1, box },
          ],
        },
      ],
    },
    'write the places in the order of their atMs',
  ],
  [
    'a kind that was not looked for',
    { ...SMALL, kinds: ['stall'] },
    'episodes.0.kind: is not in kinds',
  ],
  ['the same id twice', { ...SMALL, episodes: [CAR, CAR] }, 'episodes.1.id: stands here twice'],
  [
    'complete after it is gone',
    { ...SMALL, episodes: [{ ...CAR, confirmMs: 9000, toMs: 5000 }] },
    'confirmMs: is after toMs',
  ],
])('a bad truth file: %s', async (_, truth, words) => {
  using folder = scratch();
  const text = typeof truth === 'string' ? truth : JSON.stringify(truth, null, 2);
  const file = written(folder.path, 'bad.truth.json', [text]);
  const events = written(folder.path, 'events.ndjson', [GOOD]);
  const { code, stdout, stderr } = await command('score', '--truth', file, '--events', events);
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/^\S+bad\.truth\.json:\d+:\d+: /);
  expect(stderr).toMatch(/\n\d+ problems?; nothing was judged\n$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('bad lines among the events are told with their numbers', async () => {
  using folder = scratch();
  const truth = written(folder.path, 'a.truth.json', [JSON.stringify(SMALL)]);
  const lines = [GOOD, GOOD, 'hello', '', line({ box: [0.1, 0.2] })];
  const events = written(folder.path, 'events.ndjson', lines);
  const { code, stderr } = await command('score', '--truth', truth, '--events', events);
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(/^\S+events\.ndjson:3: expected one CloudEvent, as replay --json prints/),
    `${events}:5: data.facts.box: expected left, top, right and bottom in shares of the picture`,
    '2 problems; nothing was judged',
    '',
  ]);
  expect(code).toBe(1);
});

test('a folder without what is looked for, and a file that is not there', async () => {
  using folder = scratch();
  const empty = await command('score', '--truth', folder.path, '--events', folder.path);
  expect(empty.stderr).toBe(
    `${folder.path}: expected files *.truth.json in this folder, found none\n` +
      `${folder.path}: expected files *.ndjson in this folder, found none\n` +
      '2 problems; nothing was judged\n',
  );
  expect(empty.code).toBe(1);
  const gone = await command('score', '--truth', 'nowhere.json', '--events', folder.path);
  expect(gone).toMatchObject({ code: 3, stderr: 'nowhere.json: it is not there\n' });
});

test.each([
  [['score', '--events', 'a'], "required option '--truth <file...>' not specified"],
  [['score', '--truth', 'a', '--events', 'b', '--min-recall', '95'], 'write a share from 0 to 1'],
  [['score', '--truth', 'a', '--events', 'b', '--max-false-per-day', 'x'], 'write a number from 0'],
  [['score', '--truth', 'a', '--events', 'b', '--duplicates', 'no'], 'choices are false, apart'],
])('a wrong command line ends with 2: %j', async (args, words) => {
  const { code, stderr } = await command(...args);
  expect(stderr).toContain(words);
  expect(code).toBe(2);
});

test('of what passes the box is of the picture that decided, as the time of the event is', async () => {
  using folder = scratch();
  const at = (left: number) => ({ ...box, left, right: left + 0.2 });
  const places = [0, 60_000].map((atMs) => ({ atMs, box: at(atMs / 100_000) }));
  const truth = { ...SMALL, episodes: [{ ...CAR, confirmMs: 30_000, places }] };
  const file = written(folder.path, 'a.truth.json', [JSON.stringify(truth)]);
  const passage = (left: number, toMs: number) => ({ box: Object.values(at(left)), toMs });
  const found = async (left: number) => {
    const lines = [line(passage(left, 45_000)), line(passage(0.55, 60_000), 'cleared', 55)];
    const events = written(folder.path, 'events.ndjson', lines);
    const { stdout } = await command('score', '--truth', file, '--events', events, '--json');
    return (JSON.parse(stdout) as { overall: { found: number } }).overall.found;
  };
  // at 30 s, of which the event speaks, it was at 0.3; the passage was last seen later
  expect([await found(0.3), await found(0.55)]).toEqual([1, 0]);
});
