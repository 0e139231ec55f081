import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { parseConfig } from '../../agent/config/load.ts';

// a busy machine may need seconds for what takes one
vi.setConfig({ testTimeout: 60_000 });

/** Loads and holds that an answer comes, and that every problem has a place inside the text. */
function check(text: string): void {
  const loaded = parseConfig(text, 'config/agent.yaml', {});
  if (loaded.ok) return;
  const lines = text.split(/\r?\n/).length;
  expect(loaded.problems.length).toBeGreaterThan(0);
  for (const { line, column, message } of loaded.problems) {
    expect(message).not.toBe('');
    expect(column).toBeGreaterThan(0);
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(lines);
  }
}

const GOOD = `cameras:
  gate:
    source: { kind: rtsp, url: rtsp://a:b@c/d, fps: 3 }
    views: [whole, { zone: walk }]
    zones: { walk: { kind: sidewalk, polygon: [[0, 0], [1, 0], [1, 1]], hours: [mon 07:00-19:00] } }
    lines: { out: { points: [[0, 0], [1, 1]] } }
    rules: [sidewalk-parking, { use: muck-truck }, mine]
rules:
  mine: { extends: street-stall, dwell: 60s }
targets:
  city: { kind: mqtt, url: mqtt://b, password: !env NOPE, only: { cameras: [gate] } }
`;

test('whatever the text, an answer comes', async () => {
  await fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), check), {
    numRuns: 100,
  });
});

test('whatever the YAML, an answer comes', async () => {
  const marks = fc.constantFrom(
    ...['cameras', 'rules', 'zones', ': ', '\n', '  ', '- ', '{', '}', '[', ']', ', ', '&a ', '*a'],
    ...[
      '!env ',
      '!file ',
      '!x ',
      '? ',
      '|',
      '"',
      "'",
      '#',
      '<<',
      '~',
      '0x1',
      '.inf',
      '---\n',
      '\t',
    ],
  );
  const texts = fc.array(marks, { maxLength: 25 }).map((parts) => parts.join(''));
  await fc.assert(fc.property(texts, check), { numRuns: 150 });
});

test('whatever stands in the place of a piece of a good file, an answer comes', async () => {
  const pieces = GOOD.match(/\w+|[^\w]/g) ?? [];
  const other = fc.constantFrom(
    '',
    '~',
    '[]',
    '{}',
    '-1',
    'x',
    '"',
    '!env A',
    '*a',
    '__proto__',
    'constructor',
  );
  await fc.assert(
    fc.property(fc.nat(pieces.length - 1), other, (at, text) => {
      check(pieces.toSpliced(at, 1, text).join(''));
    }),
    { numRuns: 200 },
  );
});

test('whatever the values, an answer comes', async () => {
  const keys = [
    'site',
    'node',
    'cameras',
    'models',
    'rules',
    'targets',
    'retention',
    'http',
    'log',
  ];
  const values = fc.dictionary(fc.constantFrom(...keys), fc.anything({ maxDepth: 3 }), {
    maxKeys: 5,
  });
  const texts = values.map((value) => {
    try {
      return stringify(JSON.parse(JSON.stringify(value) ?? '{}'));
    } catch (error) {
      // bigint and the like have no JSON form
      if (error instanceof TypeError) return '';
      throw error;
    }
  });
  await fc.assert(fc.property(texts, check), { numRuns: 100 });
});

test.each([
  ['brackets without end', '['.repeat(20_000)],
  [
    'aliases that multiply',
    `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
      .split('')
      .map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefg'[i]}`).join(', ')}]`)
      .join('\n')}\n`,
  ],
  ['an alias to itself', 'site: &a { id: *a }\n'],
])('%s: an answer comes', (_, text) => {
  check(text);
});
