import { describe, expect, it } from 'vitest';
import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Stage } from '../../../scripts/street/film/browser.ts';
import type { FrameState, SceneDescription } from '../../../scripts/street/page/contract.ts';
import { changed, loadSquare, shares } from '../../../scripts/street/suite/detector-seen.ts';
import type { StreetLayout } from '../../../scripts/street/world/layout.ts';
import { LAYOUTS } from '../../../scripts/street/world/layouts.ts';

const STREET = LAYOUTS[0] as StreetLayout;
const SIZE = { width: 100, height: 50 };
const box = (left: number, right: number): Box => ({ left, top: 0.2, right, bottom: 0.8 });
const BOXES = new Map([
  ['plain', box(0.1, 0.3)],
  ['behind a pole', box(0.5, 0.7)],
  ['behind a house', box(0.8, 0.95)],
]);
/** What stands before everything in the street, not in the square. */
const POLE = box(0.5, 0.55);
const HOUSE = box(0.75, 0.9);

/** Things are flat rectangles here, painted in order; what it paints is what a browser would send. */
class FlatStage implements Stage {
  #before: readonly Box[] = [];

  load(scene: SceneDescription): Promise<void> {
    this.#before = scene.street.id === 'square' ? [] : [POLE, HOUSE];
    return Promise.resolve();
  }

  frame({ actors }: FrameState): Promise<Buffer> {
    const pixels = Buffer.alloc(SIZE.width * SIZE.height * 3, 40);
    const things = actors.flatMap(({ id }) => BOXES.get(id) ?? []);
    for (const one of things) paint(pixels, one, 200);
    for (const one of this.#before) paint(pixels, one, 90);
    return Promise.resolve(pixels);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

function paint(pixels: Buffer, { left, top, right, bottom }: Box, shade: number): void {
  for (let y = Math.round(top * SIZE.height); y < Math.round(bottom * SIZE.height); y += 1) {
    const row = y * SIZE.width;
    const [from, to] = [left, right].map((edge) => (row + Math.round(edge * SIZE.width)) * 3);
    pixels.fill(shade, from, to);
  }
}

async function seen() {
  const scene: SceneDescription = {
    ...{ seed: 1, size: SIZE, light: 'day', weather: 'clear', actors: [] },
    street: STREET,
  };
  const state: FrameState = {
    atMs: 0,
    camera: { position: [0, 5, 12], yaw: 0, pitch: -10, roll: 0, hfov: 60 },
    actors: [...BOXES.keys()].map((id) => ({
      ...{ id, position: [0, 0, 0] as const, heading: 0, travelled: 0, speed: 0, braking: false },
    })),
  };
  const stage = new FlatStage();
  await stage.load(scene);
  const question = { state, boxes: BOXES, pixels: await stage.frame(state) };
  const covers = await changed(stage, question, SIZE);
  await loadSquare(stage, scene);
  return shares(stage, question, covers, SIZE);
}

describe('what is really seen of things in a street', () => {
  it.each([
    ['plain', 1],
    ['behind a pole', 0.75],
    ['behind a house', 1 / 3],
  ])('%s: a share of %f', async (id, share) => {
    expect((await seen()).get(id)?.share).toBeCloseTo(share, 2);
  });

  it('has a box around what the pole leaves', async () => {
    const left = (await seen()).get('behind a pole')?.box;
    expect(left?.left).toBeCloseTo(0.55);
    expect(left?.right).toBeCloseTo(0.7);
  });
});
