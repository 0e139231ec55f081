import { describe, expect, it } from 'vitest';
import { openStage } from '../../../scripts/street/film/browser.ts';
import { findChromium } from '../../../scripts/street/film/chromium.ts';
import { batchOf } from '../../../scripts/street/training/batch.ts';
import { STALLS, STREETS } from '../../../scripts/street/training/recipe.ts';
import { TRAINING } from '../../../scripts/street/training/split.ts';
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

/** Actors of these pictures that are whole and large enough in them, each alone, with its box. */
function aloneIn(pictures: readonly Scenario[]) {
  return pictures.map(small).flatMap((picture) =>
    picture.actors.flatMap((actor) => {
      const alone = { ...picture, actors: [actor] };
      const [whole] = truthAt(alone, 0).objects;
      if (whole === undefined || whole.cut) return [];
      const { left, right, top, bottom } = whole.box;
      const size = [(right - left) * SIZE.width, (bottom - top) * SIZE.height] as const;
      return Math.min(...size) < 14 ? [] : [{ actor, alone, size, box: whole.box }];
    }),
  );
}

const chromium = findChromium();

describe.skipIf(chromium === undefined)('in Chromium, labels of training pictures', () => {
  it.each([STREETS, STALLS])('lie on what is drawn ($name)', async (recipe) => {
    await using stage = await openStage();
    const { cast, pictures } = batchOf(2, 1, TRAINING, recipe);
    await stage.load(sceneOf(small(cast)));
    const judged = aloneIn(pictures).slice(0, 8);
    expect(judged.length).toBeGreaterThan(3);
    for (const { actor, alone, size, box } of judged) {
      const empty = await stage.frame(frameAt({ ...alone, actors: [] }, 0));
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
      expect(inside.length / (size[0] * size[1]), `${actor.asset} fills its box`).toBeGreaterThan(
        0.2,
      );
    }
  });
});
