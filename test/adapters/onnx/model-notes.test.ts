import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COCO, COCO_IDS, notedNames } from '../../../agent/adapters/onnx/class-names.ts';
import { readMetadata } from '../../../agent/adapters/onnx/onnx-metadata.ts';
import { cellGraph } from '../../helpers/onnx/cell-families.ts';
import { onnxFile } from '../../helpers/onnx/graph.ts';

function fileOf(bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'notes-')), 'm.onnx');
  writeFileSync(path, bytes);
  return path;
}

describe('notes in the file', () => {
  test('are read past the graph, whatever they hold', () => {
    const metadata = { names: "{0: 'car'}", long: 'ü'.repeat(40_000), empty: '' };
    const path = fileOf(onnxFile({ ...cellGraph('yolov5'), metadata }));
    expect(readMetadata(path)).toEqual(metadata);
  });

  const whole = onnxFile(cellGraph('yolov5'));
  test.each([
    ['cut off in the graph', whole.subarray(0, 300)],
    ['a text', new TextEncoder().encode('<html>404 not found</html>')],
    ['nothing at all', new Uint8Array(0)],
    ['a number that never ends', new Uint8Array(64).fill(255)],
  ])('a file that is no model: %s', (_, bytes) => {
    expect(() => readMetadata(fileOf(bytes))).toThrow(
      expect.objectContaining({ code: 'model/invalid' }),
    );
  });
});

test.each([
  ['as Ultralytics prints them', "{0: 'person', 1: 'traffic light'}", ['person', 'traffic light']],
  ['out of order', "{1: 'b', 0: 'a'}", ['a', 'b']],
  ['with a quote in a name', `{0: "driver's cab", 1: 'a\\'b'}`, ["driver's cab", "a'b"]],
  ['a Python list', "['car', 'bus']", ['car', 'bus']],
  ['a JSON list', '["car", "bus"]', ['car', 'bus']],
  ['a JSON object', '{"0": "car", "1": "bus"}', ['car', 'bus']],
  ['numbers for names are none', "{0: '0', 1: '1'}", undefined],
  ['nothing', undefined, undefined],
  ['a sentence', 'see the readme', undefined],
])('class names: %s', (_, text, names) => {
  expect(notedNames(text)).toEqual(names);
});

test('COCO has 80 names and numbers from 1 to 90', () => {
  expect([COCO.length, COCO_IDS.length, COCO_IDS[0], COCO_IDS.at(-1)]).toEqual([80, 80, 1, 90]);
  // the numbers that its paper leaves out lie before these
  expect(COCO_IDS[COCO.indexOf('stop sign')]).toBe(13);
  expect(COCO_IDS[COCO.indexOf('toothbrush')]).toBe(90);
});
