import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openStage } from '../../../scripts/street/film/browser.ts';
import { findChromium } from '../../../scripts/street/film/chromium.ts';
import { frameAt, sceneOf } from '../../../scripts/street/world/frame-state.ts';
import { smallStreet } from './small-street.ts';

const chromium = findChromium();

describe.skipIf(chromium === undefined)('in Chromium, the same scenario', () => {
  it('has the same pixels whenever it is drawn, and other ones with another seed', async () => {
    await using stage = await openStage();
    const hashes = async (seed: number, times: readonly number[]) => {
      const scenario = smallStreet({ seed });
      await stage.load(sceneOf(scenario));
      const found: [number, string][] = [];
      for (const atMs of times) {
        const picture = await stage.frame(frameAt(scenario, atMs));
        found.push([atMs, createHash('sha256').update(picture).digest('hex')]);
      }
      return Object.fromEntries(found);
    };
    const first = await hashes(7, [0, 800, 1600, 4000]);
    // another scene in between, and not every picture before the last one
    const other = await hashes(8, [4000]);
    const again = await hashes(7, [800, 4000]);
    expect(again).toEqual({ 800: first[800], 4000: first[4000] });
    expect(other[4000]).not.toBe(first[4000]);
    expect(first[800]).not.toBe(first[1600]);
  });
});
