import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { render } from '../../../scripts/street/film/render.ts';
import type { Scenario, SceneCamera } from '../../../scripts/street/world/scenario.ts';
import { paintedStage } from './painted-stage.ts';
import { differs, ffmpegHere, probed, readFilm } from './read-film.ts';
import { smallStreet } from './small-street.ts';

const [WIDTH, HEIGHT] = [320, 180];
/** Where the clock stands, and where nothing is written. */
const CLOCK = [4, 20] as const;
const STREET = [30, 130] as const;

async function filmed(changes: Partial<Scenario> = {}, camera: Partial<SceneCamera> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'street-film-'));
  await render(smallStreet(changes, camera), folder, {
    stage: paintedStage(),
    ffmpeg: (await ffmpegHere()).path,
  });
  return folder;
}

const main = async (folder: string) => readFilm(join(folder, 'main.mp4'), WIDTH, HEIGHT);

describe('a film', () => {
  it('writes the time of every picture into it, right to the picture', async () => {
    // 0.6 s before a full second, and then every second
    const startUtcMs = Date.parse('2026-05-12T09:30:00.400+08:00');
    const faults = [{ kind: 'frozen', fromMs: 1, toMs: 6000, amount: 1 }] as const;
    const { pictures } = await main(await filmed({ startUtcMs, faults }, { bitrateKbps: 2000 }));
    const steps = pictures.slice(1).map((picture, index) => {
      return differs(picture, pictures[index], WIDTH, CLOCK) > 0.1;
    });
    const jumps = steps.flatMap((step, index) => (step ? [(index + 1) * 200] : []));
    expect(jumps).toEqual([600, 1600, 2600, 3600, 4600, 5600]);
  });

  it('keeps a frozen picture as it is, grain and all', async () => {
    const faults = [{ kind: 'frozen', fromMs: 2000, toMs: 6000, amount: 1 }] as const;
    const { pictures } = await main(await filmed({ faults }, { bitrateKbps: 4000, noise: 0.8 }));
    const step = (index: number) => differs(pictures[index], pictures[index - 1], WIDTH, STREET);
    const moving = [4, 5, 6, 7].map(step);
    const frozen = [16, 17, 18, 19].map(step);
    expect(Math.min(...moving)).toBeGreaterThan(3 * Math.max(...frozen));
  });

  it('has gaps where pictures were dropped, in both streams', async () => {
    const faults = [{ kind: 'dropped', fromMs: 1000, toMs: 2000, amount: 1 }] as const;
    const sub = { width: 160, height: 120, fps: 2 };
    const folder = await filmed({ faults }, { sub, bFrames: 2 });
    const { times } = await main(folder);
    expect(times.slice(3, 7)).toEqual([600, 800, 2000, 2200]);
    const small = await readFilm(join(folder, 'sub.mp4'), 160, 120);
    expect(small.times.slice(0, 4)).toEqual([0, 600, 2000, 2600]);
  });

  it.each([
    ['covered', 1, (before: number, after: number) => after < before / 2],
    ['dirt', 0.8, (before: number, after: number) => Math.abs(after - before) > 0.5],
  ] as const)(
    'a lens that is %s changes the picture while it lasts',
    async (kind, amount, changed) => {
      const faults = [{ kind, fromMs: 2000, toMs: 4000, amount }] as const;
      const { pictures } = await main(await filmed({ faults }));
      const mean = (index: number) => {
        const rows =
          pictures[index]?.subarray(STREET[0] * WIDTH, STREET[1] * WIDTH) ?? Buffer.alloc(1);
        return rows.reduce((sum, value) => sum + value, 0) / rows.length;
      };
      expect(changed(mean(8), mean(12))).toBe(true);
      expect(Math.abs(mean(22) - mean(8))).toBeLessThan(0.5);
    },
  );

  it('is encoded as the camera says', async () => {
    const folder = await filmed({}, { codec: 'h265', gopSeconds: 2 });
    const show = (entries: string) =>
      probed('-show_entries', entries, '-of', 'csv=p=0', join(folder, 'main.mp4'));
    expect(await show('stream=codec_name,pix_fmt,color_space')).toContain('hevc,yuv420p,bt709');
    const kinds = (await show('frame=pict_type')).match(/[IPB]/g) ?? [];
    expect(kinds.flatMap((kind, index) => (kind === 'I' ? [index] : []))).toEqual([0, 10, 20]);
  });
});
