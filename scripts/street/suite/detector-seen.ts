import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Stage } from '../film/browser.ts';
import { SQUARE } from '../film/turntable.ts';
import type { FrameState, SceneDescription } from '../page/contract.ts';
import type { CameraPose, PictureSize } from '../world/camera.ts';
import type { Vec3 } from '../world/vector.ts';

/** Which pixels of its box a thing covers. */
type Cover = readonly boolean[];

/** Metres by which everything moves towards the middle of an empty square. */
const INTO_SQUARE = 14;
/** Pixels that differ by this much in a channel (of 255) have changed; halos around edges differ by less. */
const CHANGED = 8;

/** One picture and the boxes of the actors in it that are of interest. */
export interface Question {
  readonly state: FrameState;
  readonly boxes: ReadonlyMap<string, Box>;
  /** What `frame(state)` gave. */
  readonly pixels: Buffer;
}

/**
 * The share (0 to 1) of each thing that is really seen, whatever hides it: trees, poles, gates, houses, other
 * actors. First the pixels that change when it leaves the street (`changed`), then those that it covers
 * alone on an empty square, seen by the same camera (`shares`). What the picture's edge cuts off counts
 * neither here nor there.
 */
export async function changed(
  stage: Stage,
  { state, boxes, pixels }: Question,
  size: PictureSize,
): Promise<ReadonlyMap<string, Cover>> {
  const found = new Map<string, Cover>();
  for (const ids of apart(boxes)) {
    const actors = state.actors.filter((actor) => !ids.has(actor.id));
    const without = await stage.frame({ ...state, actors });
    for (const [id, box] of boxes)
      if (ids.has(id)) found.set(id, difference(pixels, without, box, size));
  }
  return found;
}

/** Groups of things whose boxes do not touch: one picture answers for a whole group. */
function apart(boxes: ReadonlyMap<string, Box>): readonly ReadonlySet<string>[] {
  const groups: Map<string, Box>[] = [];
  for (const [id, box] of boxes) {
    const room = groups.find((group) => ![...group.values()].some((other) => touches(other, box)));
    if (room) room.set(id, box);
    else groups.push(new Map([[id, box]]));
  }
  return groups.map((group) => new Set(group.keys()));
}

/** With a margin for what a lens blurs. */
function touches(a: Box, b: Box): boolean {
  const margin = 0.01;
  return (
    a.left < b.right + margin &&
    b.left < a.right + margin &&
    a.top < b.bottom + margin &&
    b.top < a.bottom + margin
  );
}

/** Loads the empty square with everything of the scene; under clouds, so that shadows cover nothing. */
export async function loadSquare(stage: Stage, scene: SceneDescription): Promise<void> {
  await stage.load({ ...scene, street: SQUARE, light: 'overcast' });
}

/** What is really seen of a thing. */
export interface Seen {
  readonly share: number;
  /** Around the pixels of it that are seen. */
  readonly box: Box;
}

/** By actor, after `loadSquare`; `covers` is what `changed` gave for the same question. */
export async function shares(
  stage: Stage,
  { state, boxes }: Question,
  covers: ReadonlyMap<string, Cover>,
  size: PictureSize,
): Promise<ReadonlyMap<string, Seen>> {
  const camera: CameraPose = { ...state.camera, position: moved(state.camera.position) };
  const empty = await stage.frame({ ...state, camera, actors: [] });
  const found = new Map<string, Seen>();
  for (const ids of apart(boxes)) {
    const actors = state.actors
      .filter((actor) => ids.has(actor.id))
      .map((actor) => ({ ...actor, position: moved(actor.position) }));
    const alone = await stage.frame({ ...state, camera, actors });
    for (const [id, box] of boxes)
      if (ids.has(id))
        found.set(id, seenOf(difference(alone, empty, box, size), covers.get(id) ?? [], box, size));
  }
  return found;
}

function seenOf(alone: Cover, cover: Cover, box: Box, size: PictureSize): Seen {
  const all = alone.filter(Boolean).length;
  const seen = alone.map((one, at) => one && cover[at] === true);
  const share = all === 0 ? 0 : seen.filter(Boolean).length / all;
  return { share, box: around(seen, box, size) };
}

function moved([x, y, z]: Vec3): Vec3 {
  return [x, y, z + INTO_SQUARE];
}

function difference(one: Buffer, other: Buffer, box: Box, { width, height }: PictureSize): Cover {
  const found: boolean[] = [];
  for (let y = Math.floor(box.top * height); y < Math.ceil(box.bottom * height); y += 1)
    for (let x = Math.floor(box.left * width); x < Math.ceil(box.right * width); x += 1) {
      const at = (y * width + x) * 3;
      const off = [0, 1, 2].map((channel) =>
        Math.abs((one[at + channel] ?? 0) - (other[at + channel] ?? 0)),
      );
      found.push(Math.max(...off) >= CHANGED);
    }
  return found;
}

/** The box around the pixels of a cover of `of`; a few strays outside the bulk of it do not count. */
function around(cover: Cover, of: Box, { width, height }: PictureSize): Box {
  const [left, top] = [Math.floor(of.left * width), Math.floor(of.top * height)];
  const columns = Math.ceil(of.right * width) - left;
  const hits = cover.flatMap((one, at) => (one ? [at] : []));
  const [first, last] = ends(hits.map((at) => at % columns));
  const [upper, lower] = ends(hits.map((at) => Math.floor(at / columns)));
  return {
    left: (left + first) / width,
    top: (top + upper) / height,
    right: (left + last + 1) / width,
    bottom: (top + lower + 1) / height,
  };
}

/** Smallest and largest without the outermost half of a hundredth on either side. */
function ends(values: readonly number[]): readonly [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const off = Math.floor(sorted.length * 0.005);
  return [sorted[off] ?? 0, sorted[sorted.length - 1 - off] ?? 0];
}
