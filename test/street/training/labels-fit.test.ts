import { describe, expect, it } from 'vitest';
import { openStage } from '../../../scripts/street/film/browser.ts';
import { findChromium } from '../../../scripts/street/film/chromium.ts';
import { batchOf } from '../../../scripts/street/training/batch.ts';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';
import { frameAt, sceneOf } from '../../../scripts/street/world/frame-state.ts';
import type { Scenario } from '../../../scripts/street/world/scenario.ts';

const SIZE = { width: 320, height: 180 };
const small = (one: Scenario): Scenario => ({
  ...one,
  ...{ light: 'overcast', weather: 'clear' },
  camera: { ...one.camera, size: SIZE },
});

/** The rectangle of what differs by more than the noise of shadows, in shares of the picture. */
function changed(a: Buffer, b: Buffer) {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let at = 0; at < a.length; at += 3) {
    const off = [0, 1, 2].reduce(
      (sum, c) => sum + Math.abs((a[at + c] ?? 0) - (b[at + c] ?? 0)),
      0,
    );
    if (off < 60) continue;
    xs.push((at / 3) % SIZE.width);
    ys.push(Math.floor(at / 3 / SIZE.width));
  }
  return { xs, ys };
}

const chromium = findChromium();

describe.skipIf(chromium === undefined)('in Chromium, labels of training pictures', () => {
  it('lie on what is drawn', async () => {
    await using stage = await openStage();
    const { cast, pictures } = batchOf(2, 1);
    await stage.load(sceneOf(small(cast)));
    let judged = 0;
    for (const picture of pictures.map(small).slice(0, 18)) {
      const empty = await stage.frame(frameAt({ ...picture, actors: [] }, 0));
      for (const actor of picture.actors.slice(0, 3)) {
        const alone = { ...picture, actors: [actor] };
        const [whole] = truthAt(alone, 0).objects;
        if (whole === undefined || whole.cut) continue;
        const { box } = whole;
        const [w, h] = [(box.right - box.left) * SIZE.width, (box.bottom - box.top) * SIZE.height];
        if (Math.min(w, h) < 14) continue;
        const { xs, ys } = changed(await stage.frame(frameAt(alone, 0)), empty);
        const grow = 3;
        const inside = xs.filter((x, index) => {
          const y = ys[index] ?? 0;
          return (
            x > box.left * SIZE.width - grow &&
            x < box.right * SIZE.width + grow &&
            y > box.top * SIZE.height - grow &&
            y < box.bottom * SIZE.height + grow
          );
        });
        // soft shadows lie beside a thing: most of what changed is the thing itself
        expect(inside.length / xs.length, `${actor.asset} in its box`).toBeGreaterThan(0.7);
        expect(inside.length / (w * h), `${actor.asset} fills its box`).toBeGreaterThan(0.2);
        judged += 1;
      }
    }
    expect(judged).toBeGreaterThan(3);
  });
});
