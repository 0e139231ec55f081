import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDetector } from '../../../agent/adapters/onnx/detector.ts';
import { decodeAnswer, encodeRequest } from '../../../agent/adapters/onnx/kserve-wire.ts';
import { kserveServer } from '../../helpers/kserve-server.ts';
import { type CellFamily, cellGraph } from '../../helpers/onnx/cell-families.ts';
import { onnxFile } from '../../helpers/onnx/graph.ts';
import { until } from '../../helpers/until.ts';
import { add, onnxOf } from './adding.ts';
import { BLUE, cellFrame, RED } from './frames.ts';

const FRAME = () =>
  cellFrame([
    [1, 2, RED],
    [3, 1, BLUE],
  ]);

/** A manifest whose ONNX file has gone to the server. */
async function manifestOnly(family: CellFamily): Promise<string> {
  const { directory, manifest } = await add(onnxOf(cellGraph(family)));
  rmSync(join(directory, manifest.file));
  return directory;
}

const REMOTE = { model: 'tiny', timeoutMs: 5000 };

describe('a model on an inference server', () => {
  test.each<[string, CellFamily, object]>([
    ['float planes, binary answers', 'ultralytics-v8', {}],
    ['bytes, class numbers as floats', 'ssd', {}],
    ['a second input, class numbers as int64', 'detr', {}],
    ['answers in JSON', 'detr', { plain: true }],
    ['a token', 'ssd', { token: 'hello' }],
  ])('%s', async (_, family, options) => {
    const directory = await manifestOnly(family);
    await using server = await kserveServer(onnxFile(cellGraph(family)), options);
    const remote = { ...REMOTE, url: `${server.url}/`, token: 'hello' };
    await using detector = await openDetector({ directory, remote });
    const found = (await detector.detect('a', FRAME())) ?? [];
    const shown = found.map(({ label, box }) => `${label} ${box.left} ${box.top}`);
    expect(shown.toSorted()).toEqual(['blue 0.75 0.25', 'red 0.25 0.5']);
    expect(server.runs()).toBeGreaterThan(2);
  });

  test('a server that goes and comes back costs pictures, not the camera', async () => {
    const directory = await manifestOnly('ssd');
    const file = onnxFile(cellGraph('ssd'));
    const first = await kserveServer(file);
    const remote = { ...REMOTE, url: first.url };
    await using detector = await openDetector({ directory, remote });
    expect(await detector.detect('a', FRAME())).toHaveLength(2);
    await first[Symbol.asyncDispose]();
    expect(await detector.detect('a', FRAME())).toBeUndefined();
    await using _second = await kserveServer(file, { port: first.port });
    await until('it sees again', async () => (await detector.detect('a', FRAME()))?.length === 2);
  });

  test('a server that is not there yet: the agent starts, and sees when it comes', async () => {
    const directory = await manifestOnly('ssd');
    const file = onnxFile(cellGraph('ssd'));
    const place = await kserveServer(file);
    await place[Symbol.asyncDispose]();
    await using detector = await openDetector({ directory, remote: { ...REMOTE, url: place.url } });
    expect(await detector.detect('a', FRAME())).toBeUndefined();
    await using _server = await kserveServer(file, { port: place.port });
    await until('it sees', async () => (await detector.detect('a', FRAME()))?.length === 2);
  });

  test('an answer that takes too long is given up', async () => {
    const directory = await manifestOnly('ssd');
    await using server = await kserveServer(onnxFile(cellGraph('ssd')));
    const remote = { ...REMOTE, url: server.url, timeoutMs: 2000 };
    await using detector = await openDetector({ directory, remote });
    server.delay(10_000);
    const started = performance.now();
    expect(await detector.detect('a', FRAME())).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(9000);
  });

  test.each<[string, object, string, string]>([
    [
      'no model of this name',
      { model: 'other' },
      'model/failed',
      'answered 404: {"error":"no model',
    ],
    ['no token', {}, 'model/failed', 'answered 401'],
  ])('refused: %s', async (_, wrong, code, words) => {
    const directory = await manifestOnly('ssd');
    await using server = await kserveServer(onnxFile(cellGraph('ssd')), { token: 'hello' });
    const token = 'model' in wrong ? { token: 'hello' } : {};
    const remote = { ...REMOTE, url: server.url, ...token, ...wrong };
    await expect(openDetector({ directory, remote })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });

  test('refused: the server has another model than the manifest says', async () => {
    const directory = await manifestOnly('ssd');
    await using server = await kserveServer(onnxFile(cellGraph('yolov5')));
    const remote = { ...REMOTE, url: server.url };
    await expect(openDetector({ directory, remote })).rejects.toMatchObject({
      code: 'model/wrong-shape',
      message: expect.stringContaining('"detection_boxes"'),
    });
  });
});

describe('on the line', () => {
  test('a request is JSON, then the bytes of its inputs in order', () => {
    const { body, jsonBytes } = encodeRequest(
      {
        images: { type: 'uint8', dims: [1, 3], data: Uint8Array.of(7, 8, 9) },
        sizes: { type: 'int64', dims: [1], data: BigInt64Array.of(5n) },
      },
      ['boxes'],
    );
    expect(JSON.parse(new TextDecoder().decode(body.subarray(0, jsonBytes)))).toEqual({
      inputs: [
        { name: 'images', shape: [1, 3], datatype: 'UINT8', parameters: { binary_data_size: 3 } },
        { name: 'sizes', shape: [1], datatype: 'INT64', parameters: { binary_data_size: 8 } },
      ],
      outputs: [{ name: 'boxes', parameters: { binary_data: true } }],
    });
    expect([...body.subarray(jsonBytes)]).toEqual([7, 8, 9, 5, 0, 0, 0, 0, 0, 0, 0]);
  });

  const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));
  const output = { name: 'a', shape: [2], datatype: 'FP32' };
  test.each([
    ['no JSON', new TextEncoder().encode('<html>'), 'it is no JSON'],
    ['no outputs', json({ error: 'x' }), 'it names no outputs'],
    [
      'fewer bytes than its shape needs',
      json({ outputs: [{ ...output, parameters: { binary_data_size: 4 } }] }),
      '"a" has 0 bytes for 2 values of FP32',
    ],
    ['neither bytes nor data', json({ outputs: [output] }), '"a" has no data'],
    [
      'a type that is not read',
      json({ outputs: [{ ...output, datatype: 'BYTES', data: [] }] }),
      'of the type BYTES',
    ],
  ])('an answer with %s', (_, body, words) => {
    expect(() => decodeAnswer(body, undefined)).toThrow(
      expect.objectContaining({ code: 'model/failed', message: expect.stringContaining(words) }),
    );
  });
});
