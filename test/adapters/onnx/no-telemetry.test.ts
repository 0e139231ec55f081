import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')), '..', 'bin');

/** Shared libraries for Linux, whatever the folder of the N-API version is called. */
const libraries = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /linux.*libonnxruntime\.so/.test(path),
);

test('the shipped runtime has libraries for both Linux platforms', () => {
  expect(libraries.filter((path) => path.includes('x64'))).not.toEqual([]);
  expect(libraries.filter((path) => path.includes('arm64'))).not.toEqual([]);
});

// from 1.29 on the official Linux builds report to their maker unless told not to: a box beside street
// cameras talks to its platform alone
test.each(libraries)('%s has no telemetry built in', (path) => {
  const library = readFileSync(join(root, path));
  for (const sign of ['events.data.microsoft.com', 'OneCollector', 'PosixTelemetry'])
    expect(library.includes(sign), sign).toBe(false);
});
