import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPhotoDetector } from '../../../agent/adapters/onnx/photo-detector.ts';
import { cropStill } from '../../../agent/adapters/pictures/crop.ts';
import { jpegPixels } from '../../../agent/adapters/pictures/jpeg-pixels.ts';
import { openPlateEngine, type PlateEngine } from '../../../agent/adapters/plate/plate-engine.ts';
import type { Finders } from '../../../agent/app/review/find-private.ts';
import { type ReviewPhoto, reviewCopies } from '../../../agent/app/review/review-copies.ts';
import { reviewAside, THRESHOLDS } from '../../../agent/app/review/review-process.ts';
import type { Box } from '../../../agent/core/geometry/box.ts';
import { editDistance } from '../../../agent/core/scoring/edit-distance.ts';
import { CAR, edgesIn, NUMBER, PEOPLE, PLATE, STREET_MODEL, streetPhoto } from './street-photo.ts';

const WHOLE: Box = { left: 0, top: 0, right: 1, bottom: 1 };
const jpeg = await streetPhoto();
const photo: ReviewPhoto = { id: 'panorama', jpeg, atMs: 0, part: WHOLE, searched: true };
let finders: Finders;
let plates: PlateEngine;

beforeAll(async () => {
  plates = await openPlateEngine(1);
  finders = { plates, detector: await openPhotoDetector(STREET_MODEL, THRESHOLDS) };
}, 60_000);
afterAll(() => plates.release());

async function copied(more: Partial<ReviewPhoto> = {}) {
  const [copy] = await reviewCopies([{ ...photo, ...more }], finders);
  if (copy === undefined) throw new Error('no copy was made');
  return copy;
}

/** The fewest signs in which anything that is read on the car differs from its number. */
async function distanceRead(picture: Uint8Array): Promise<number> {
  const decoded = await jpegPixels(picture);
  if (decoded === undefined) throw new Error('expected a picture');
  const { pixels, ...size } = decoded;
  const cut = cropStill(pixels, size, CAR, 0.05);
  const texts = (await plates.readVehicle(cut)).map(({ reading }) => reading.text);
  return Math.min(NUMBER.length, ...texts.map((text) => editDistance(text, NUMBER)));
}

describe('in a review copy', { timeout: 60_000 }, () => {
  test("another car's plate can no longer be read; in the original it can", async () => {
    const { jpeg: copy, redaction } = await copied();
    expect(await distanceRead(jpeg)).toBe(0);
    expect(await distanceRead(copy)).toBeGreaterThanOrEqual(4);
    expect(redaction.map(({ what }) => what)).toContain('plate');
    expect(await edgesIn(copy, PLATE)).toBeLessThan(0.02 * (await edgesIn(jpeg, PLATE)));
  });

  test("the target's own plate is left", async () => {
    const { jpeg: copy } = await copied({ target: { box: CAR, plate: NUMBER } });
    expect(await distanceRead(copy)).toBe(0);
  });

  test.each(PEOPLE)('nothing is left of the edges of a head (person at $left)', async (person) => {
    const { jpeg: copy } = await copied({ target: { box: CAR } });
    const head = { ...person, bottom: person.top + 0.14 * (person.bottom - person.top) };
    const [before, after] = [await edgesIn(jpeg, head), await edgesIn(copy, head)];
    expect(before).toBeGreaterThan(10);
    expect(after).toBeLessThan(0.05 * before);
  });

  test('what is found in one photograph is hidden in the others of its moment', async () => {
    const closeup = { ...CAR, bottom: 0.6 };
    const cut = { ...photo, id: 'closeup', part: closeup, searched: false };
    const others = { ...cut, id: 'later', atMs: 40 };
    const copies = await reviewCopies([photo, cut, others], finders);
    const told = copies.map(({ redaction }) => redaction.some(({ what }) => what === 'plate'));
    expect(told).toEqual([true, true, false]);
  });
});

describe('in a process of its own', { timeout: 60_000 }, () => {
  test('the copies are the same to the byte', async () => {
    const { copies, model } = await reviewAside({ model: STREET_MODEL, photos: [photo] });
    const here = await copied();
    expect(model.name).toBe('street');
    expect(copies[0]?.redaction).toEqual(here.redaction);
    expect(Buffer.compare(copies[0]?.jpeg ?? Buffer.of(), here.jpeg)).toBe(0);
  });

  test.each<[string, string, ReviewPhoto, string]>([
    ['without its model', '/nowhere', photo, 'model/missing'],
    [
      'of what is no picture',
      STREET_MODEL,
      { ...photo, jpeg: Buffer.of(1) },
      'evidence/incomplete',
    ],
  ])('there is no copy %s', async (_, model, one, code) => {
    await expect(reviewAside({ model, photos: [photo, one] })).rejects.toMatchObject({ code });
  });
});
