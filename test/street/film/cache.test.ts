import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cached, keyOf } from '../../../scripts/street/film/cache.ts';
import { film, filmTo } from '../../../scripts/street/film/film.ts';
import { paintedStage } from './painted-stage.ts';
import { ffmpegHere } from './read-film.ts';
import { smallStreet } from './small-street.ts';

const hashOf = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
const folder = () => mkdtemp(join(tmpdir(), 'street-cache-'));
/** No process has it: the kernel gives smaller ones. */
const DEAD = 2 ** 30;

describe('the cache of films', () => {
  it('a second call films nothing and gives the same files', async () => {
    const [stage, cache] = [paintedStage(), await folder()];
    const deps = { stage: async () => stage, ffmpeg: (await ffmpegHere()).path, cache };
    const first = await film(smallStreet(), deps);
    const second = await film(smallStreet(), deps);
    expect([first.hit, second.hit]).toEqual([false, true]);
    expect(stage.drawn()).toBe(30);
    expect(second.video).toBe(first.video);
    expect((await film(smallStreet({ seed: 8 }), deps)).hit).toBe(false);
  });

  it('the same seed has the same truth, byte for byte, and the same film', async () => {
    const made = async () => {
      const stage = paintedStage();
      const deps = {
        stage: async () => stage,
        ffmpeg: (await ffmpegHere()).path,
        cache: await folder(),
      };
      const out = await folder();
      const scenario = smallStreet();
      const files = await filmTo(out, scenario, await film(scenario, deps), { frames: true });
      const names = [files.truth, files.frames ?? '', files.video];
      return Promise.all(names.map((name) => hashOf(name)));
    };
    expect(await made()).toEqual(await made());
  });

  it('a render that fails leaves nothing, and the next one begins anew', async () => {
    const cache = await folder();
    const broken = cached(cache, 'key', async (aside) => {
      await writeFile(join(aside, 'main.mp4'), 'half');
      throw new Error('stopped');
    });
    await expect(broken).rejects.toThrow('stopped');
    expect(await readdir(cache)).toEqual([]);
    const { hit } = await cached(cache, 'key', (aside) =>
      writeFile(join(aside, 'main.mp4'), 'whole'),
    );
    expect(hit).toBe(false);
    expect(await readdir(join(cache, 'key'))).toEqual(['main.mp4']);
  });

  it('what a killed run left is cleared away, what a living one makes is not', async () => {
    const cache = await folder();
    await mkdir(join(cache, `old.part-${DEAD}`));
    await mkdir(join(cache, `new.part-${process.ppid}`));
    await cached(cache, 'key', async () => undefined);
    expect((await readdir(cache)).sort()).toEqual(['key', `new.part-${process.ppid}`]);
  });

  it('the order of keys changes no name, any value does', () => {
    expect(keyOf({ a: 1, b: { c: 2, d: 3 } })).toBe(keyOf({ b: { d: 3, c: 2 }, a: 1 }));
    expect(keyOf({ a: 1 })).not.toBe(keyOf({ a: 2 }));
  });
});
