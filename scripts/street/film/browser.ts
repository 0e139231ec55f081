import type { Page } from 'playwright-core';
import { Closer } from '../../../agent/lib/closer.ts';
import type { FrameState, SceneDescription } from '../page/contract.ts';
import type { Region } from '../page/page-api.ts';
import { withRain } from '../page/weather/rain-streaks.ts';
import type { PictureSize } from '../world/camera.ts';
import { bundlePage } from './bundle.ts';
import { startChromium } from './chromium.ts';
import { servePage } from './page-server.ts';

/** A browser with the street's page in it: one scene at a time, one picture after another. */
export interface Stage extends AsyncDisposable {
  /** Builds the street and everything that will be in it. Takes a second or more. */
  load(scene: SceneDescription): Promise<void>;
  /** The whole picture, RGB, three bytes a pixel, rows from the top. The same state gives the same bytes. */
  frame(state: FrameState, whole?: boolean): Promise<Buffer>;
}

/**
 * Starts Chromium with the page. Throws a sentence where there is no Chromium, where WebGL does not work,
 * and later where the page fails. Close with `await using`.
 */
export async function openStage({
  executable,
}: {
  readonly executable?: string;
} = {}): Promise<Stage> {
  const closer = new Closer();
  try {
    return await open(closer, executable);
  } catch (error) {
    await closer.close();
    throw error;
  }
}

async function open(closer: Closer, executable?: string): Promise<Stage> {
  const server = await servePage(await bundlePage());
  closer.defer('the page server', () => server[Symbol.asyncDispose]());
  const browser = await startChromium(executable);
  closer.defer('Chromium', () => browser.close());
  const page = await browser.newPage();
  const failures = watch(page);
  await page.goto(server.url);
  await failures.guard(page.waitForFunction('window.street !== undefined'));
  let picture = Buffer.alloc(0);
  let size: PictureSize = { width: 0, height: 0 };
  let rain: { readonly seed: number; readonly bright: number } | undefined;
  let number = 0;
  return {
    load: async (scene) => {
      size = scene.size;
      rain = scene.weather === 'rain' ? rainOf(scene) : undefined;
      picture = Buffer.alloc(size.width * size.height * 3);
      await failures.guard(page.evaluate((of) => window.street.load(of), scene));
    },
    frame: async (state, whole = false) => {
      number += 1;
      const pixels = server.pixels(number);
      const job = { state, number, whole };
      const regions = await failures.guard(
        page.evaluate((of) => window.street.frame(of.state, of.number, of.whole), job),
      );
      if (regions.length > 0) compose(picture, size.width, regions, await failures.guard(pixels));
      if (!rain) return Buffer.from(picture);
      return withRain(picture, size, { ...rain, atMs: state.atMs });
    },
    [Symbol.asyncDispose]: () => closer.close(),
  };
}

/** Drops are as bright as the sky or the lamps behind them. */
function rainOf({ seed, light }: SceneDescription) {
  const dark = light === 'night' || light === 'infrared' || light === 'dusk';
  return { seed, bright: dark ? 120 : 205 };
}

/** Puts RGBA regions, one after the other, into the RGB picture. */
function compose(picture: Buffer, width: number, regions: readonly Region[], pixels: Buffer): void {
  let from = 0;
  for (const region of regions)
    for (let row = 0; row < region.height; row += 1) {
      let to = ((region.y + row) * width + region.x) * 3;
      for (let column = 0; column < region.width; column += 1, from += 4, to += 3) {
        picture[to] = pixels[from] ?? 0;
        picture[to + 1] = pixels[from + 1] ?? 0;
        picture[to + 2] = pixels[from + 2] ?? 0;
      }
    }
}

/** Turns what goes wrong in the page into an error for whoever waits for it. */
function watch(page: Page): { guard<T>(work: Promise<T>): Promise<T> } {
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // told to whoever waits; nobody may be waiting when it happens
  failed.catch(() => undefined);
  page.on('crash', () => fail(new Error('the page of the street crashed (out of memory?)')));
  page.on('pageerror', (error) => fail(new Error(`the page of the street failed: ${error.stack}`)));
  page.on('console', (message) => {
    if (message.type() === 'error')
      fail(new Error(`the page of the street reports: ${message.text()}`));
  });
  return { guard: (work) => Promise.race([work, failed]) };
}
