import { describe, expect, test } from 'vitest';
import { openDetector } from '../../../agent/adapters/onnx/detector.ts';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import { startThread } from '../../../agent/lib/thread.ts';
import type { Log } from '../../../agent/ports/log.ts';
import { BLUE, cellFrame, copiedModel, model, RED, WHITE } from './frames.ts';

const WORKER = new URL('../../../agent/adapters/onnx/worker.ts', import.meta.url);
const DYING = new URL('./dying-worker.ts', import.meta.url);

function show(detections: readonly Detection[] | undefined): string[] | undefined {
  return detections?.map(
    ({ label, box }) => `${label} ${[box.left, box.top, box.right, box.bottom].join(' ')}`,
  );
}

/** A log that keeps its sentences. */
function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (_: object, message: string) => void lines.push(message);
  const log = { lines, debug: keep, info: keep, warn: keep, error: keep, child: () => log };
  return log;
}

describe('detector', () => {
  test('finds what is there, in shares of the picture, and says which model it is', async () => {
    await using detector = await openDetector({ directory: model('cells') });
    expect(detector.info).toMatchObject({
      name: 'cells',
      labels: ['red', 'blue'],
      input: { width: 32, height: 32 },
    });
    const found = await detector.detect('a', cellFrame([[1, 2, RED]]));
    expect(show(found)).toEqual(['red 0.25 0.5 0.5 0.75']);
    expect(found?.[0]?.score).toBeCloseTo(1);
    expect(found?.[0]?.appearance?.[0]).toBeGreaterThan(0.8);
    expect(show(await detector.detect('a', cellFrame([])))).toEqual([]);
  });

  test('the boxes of a crop land in the picture, its grey border shows nothing', async () => {
    await using detector = await openDetector({ directory: model('cells') });
    const view = { id: 'gate', source: { left: 0.5, top: 0, right: 1, bottom: 0.5 } };
    const frame = cellFrame([[0, 0, BLUE]], { view, content: { width: 32, height: 16 } });
    expect(show(await detector.detect('a', frame))).toEqual(['blue 0.5 0 0.625 0.25']);
  });

  test('reads raw YOLOX grids from float planes in BGR', async () => {
    await using detector = await openDetector({ directory: model('grid') });
    const found = await detector.detect(
      'a',
      cellFrame([
        [3, 1, BLUE],
        [0, 0, RED],
      ]),
    );
    expect(show(found)?.toSorted()).toEqual(['blue 0.75 0.25 1 0.5', 'red 0 0 0.25 0.25']);
  });

  test('exclusive labels: one object has one name', async () => {
    // a red and blue cell scores alike for both
    const both = () => cellFrame([[0, 0, [255, 0, 255]]]);
    await using apart = await openDetector({ directory: model('cells') });
    expect(await apart.detect('a', both())).toHaveLength(2);
    const directory = await copiedModel('cells', (text) => `${text}exclusive: [[red, blue]]\n`);
    await using together = await openDetector({ directory });
    expect(await together.detect('a', both())).toHaveLength(1);
  });

  test('thresholds of the options win over those of the manifest', async () => {
    const dim = () => cellFrame([[0, 0, [100, 0, 0]]]);
    await using strict = await openDetector({ directory: model('cells') });
    expect(await strict.detect('a', dim())).toEqual([]);
    await using keen = await openDetector({ directory: model('cells'), thresholds: { red: 0.3 } });
    expect(await keen.detect('a', dim())).toHaveLength(1);
  });

  test('pixels are handed over, not copied; a part of a larger buffer is left alone', async () => {
    await using detector = await openDetector({ directory: model('cells') });
    const own = cellFrame([[0, 0, RED]]);
    await detector.detect('a', own);
    expect(own.pixels.byteLength).toBe(0);
    const pool = new Uint8Array(5000);
    const pixels = pool.subarray(7, 7 + 32 * 32 * 3);
    pixels.set(cellFrame([[0, 0, RED]]).pixels);
    expect(await detector.detect('a', cellFrame([], { pixels }))).toHaveLength(1);
    expect(pool.byteLength).toBe(5000);
  });

  test.each([
    ['another size', { input: { width: 64, height: 32 } }],
    ['too few pixels', { pixels: new Uint8Array(10) }],
  ])('a frame of %s is refused', async (_, changes) => {
    await using detector = await openDetector({ directory: model('cells') });
    await expect(detector.detect('a', cellFrame([], changes))).rejects.toMatchObject({
      code: 'model/failed',
      message: expect.stringContaining('32x32'),
    });
  });
});

describe('many cameras', () => {
  test.each([1, 2, 4, 8])(
    'with batches up to %i everyone gets his own answer',
    async (maxBatch) => {
      await using detector = await openDetector({ directory: model('cells'), maxBatch });
      const asked = Array.from({ length: 16 }, (_, n) =>
        detector.detect(`cam${n}`, cellFrame([[n % 4, Math.floor(n / 4), RED]])),
      );
      const boxes = (await Promise.all(asked)).map((found) => [
        found?.[0]?.box.left,
        found?.[0]?.box.top,
      ]);
      expect(boxes).toEqual(asked.map((_, n) => [(n % 4) / 4, Math.floor(n / 4) / 4]));
      const stats = detector.stats();
      expect(stats).toMatchObject({ frames: 16, superseded: 0, queued: 0 });
      // the first goes alone, the rest as they wait
      expect(stats.runs).toBe(1 + Math.ceil(15 / maxBatch));
      expect(stats.medianRunMs).toBeGreaterThan(0);
    },
  );

  test('a fixed batch of 1 is never exceeded', async () => {
    await using detector = await openDetector({ directory: model('grid'), maxBatch: 4 });
    const asked = [0, 1, 2].map((n) => detector.detect(`cam${n}`, cellFrame([[n, 0, RED]])));
    expect((await Promise.all(asked)).map((found) => found?.length)).toEqual([1, 1, 1]);
    expect(detector.stats().runs).toBe(3);
  });

  test('a newer frame of the same camera and view replaces the waiting one', async () => {
    await using detector = await openDetector({ directory: model('cells') });
    const crop = { id: 'gate', source: { left: 0, top: 0, right: 1, bottom: 1 } };
    const asked = [
      detector.detect('a', cellFrame([[0, 0, RED]])),
      detector.detect('a', cellFrame([[1, 0, RED]])),
      detector.detect('a', cellFrame([[2, 0, RED]])),
      detector.detect('a', cellFrame([[3, 0, RED]], { view: crop })),
      detector.detect('b', cellFrame([[3, 3, RED]])),
    ];
    expect(detector.stats()).toMatchObject({ queued: 3, superseded: 1 });
    const lefts = (await Promise.all(asked)).map((found) => found?.[0]?.box.left);
    expect(lefts).toEqual([0, undefined, 0.5, 0.75, 0.75]);
    expect(await asked[1]).toBeUndefined();
  });

  test('closing answers those who wait with undefined, and later ones too', async () => {
    const detector = await openDetector({ directory: model('cells') });
    const running = detector.detect('a', cellFrame([[0, 0, RED]]));
    const waiting = detector.detect('b', cellFrame([[0, 0, RED]]));
    await detector[Symbol.asyncDispose]();
    expect(await running).toHaveLength(1);
    expect(await waiting).toBeUndefined();
    expect(await detector.detect('a', cellFrame([]))).toBeUndefined();
  });
});

describe('faults', () => {
  test('a run that fails takes only its own frame with it', async () => {
    await using detector = await openDetector({ directory: model('fails') });
    const asked = [
      detector.detect('a', cellFrame([[0, 0, [200, 0, 0]]])),
      detector.detect('b', cellFrame([[0, 0, WHITE]])),
      detector.detect('c', cellFrame([[0, 0, [200, 0, 0]]])),
    ];
    const results = await Promise.allSettled(asked);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'model/failed' } });
    expect(detector.stats()).toMatchObject({ runs: 2, frames: 2 });
  });

  test('a thread that dies loses its run, is started again, and says so', async () => {
    let starts = 0;
    const start = (module: URL, data: unknown) => {
      starts += 1;
      return startThread(starts === 1 ? DYING : module, data);
    };
    const log = keptLog();
    await using detector = await openDetector({ directory: model('cells') }, { log, start });
    const lost = detector.detect('a', cellFrame([[0, 0, RED]]));
    const waits = detector.detect('b', cellFrame([[1, 0, RED]]));
    await expect(lost).rejects.toMatchObject({
      code: 'model/failed',
      message: 'the model stopped: out of something',
    });
    expect(show(await waits)).toEqual(['red 0.25 0 0.5 0.25']);
    expect(starts).toBe(2);
    expect(log.lines).toEqual(['the model stopped; it is started again', 'the model runs again']);
  });

  test('a model that cannot be started again: nobody waits for ever', async () => {
    let starts = 0;
    const start = (_: URL, data: unknown) => {
      starts += 1;
      const manifestGone = { ...Object(data), path: 'no/such/file.onnx' };
      return starts === 1 ? startThread(DYING, data) : startThread(WORKER, manifestGone);
    };
    const log = keptLog();
    await using detector = await openDetector({ directory: model('cells') }, { log, start });
    const asked = ['a', 'b'].map((lane) => detector.detect(lane, cellFrame([])));
    const results = await Promise.allSettled(asked);
    expect(results).toMatchObject([
      { reason: { code: 'model/failed' } },
      { reason: { code: 'model/invalid' } },
    ]);
    expect(log.lines.at(-1)).toBe('the model could not be started again');
  });
});
