import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAttributeReader } from '../../../agent/adapters/onnx/attribute-reader.ts';
import { packageRoot } from '../../../agent/config/package-root.ts';
import type { AttributeReader } from '../../../agent/ports/detector.ts';

/** Crops of the judging half, named LOAD_COVER-number, of those that it reads rightly: what changes on the way to it shows. */
const CROPS = join(packageRoot(), 'test/fixtures/loads');

async function pixelsOf(file: string) {
  const { data, info } = await sharp(join(CROPS, file))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: new Uint8Array(data), width: info.width, height: info.height };
}

function best(states: Readonly<Record<string, number>> | undefined): string | undefined {
  return Object.entries(states ?? {}).toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

describe('the bundled reader of load and cover', () => {
  let reader: AttributeReader;

  beforeAll(async () => {
    reader = await openAttributeReader({ directory: join(packageRoot(), 'models/truck-load') });
  });

  afterAll(() => reader[Symbol.asyncDispose]());

  test('tells every state that rules may ask for', () => {
    expect(reader.info.attributes).toEqual({
      load: ['empty', 'level', 'heaped', 'unknown'],
      cover: ['rigid', 'tarpaulin', 'net', 'partial', 'none', 'unknown'],
    });
  });

  test.each(readdirSync(CROPS))('reads %s', async (file) => {
    const [load, cover] = file.replace(/-\d+\.jpg$/, '').split('_');
    const readings = await reader.read(await pixelsOf(file));
    const said = Object.fromEntries(readings.map(({ attribute, states }) => [attribute, states]));
    expect({ load: best(said['load']), cover: best(said['cover']) }).toEqual({ load, cover });
  });
});
