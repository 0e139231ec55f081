import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { truthAt } from '../truth/truth-at.ts';
import { truthFileOf } from '../truth/truth-file.ts';
import type { Scenario } from '../world/scenario.ts';
import type { Stage } from './browser.ts';
import { cached, keyOf } from './cache.ts';
import { codeVersion } from './code-version.ts';
import { filmPictures } from './film-times.ts';
import { zonesGeoJson } from './geographic.ts';
import { MAIN, type RenderDeps, render, SUB } from './render.ts';
import { flightSrt } from './telemetry.ts';

/** Paths of what a film consists of. */
export interface FilmFiles {
  readonly video: string;
  readonly sub?: string;
  /** What really happened, as `streetwarden score` reads it. */
  readonly truth: string;
  /** One TruthFrame a line, one line a picture; only on request. */
  readonly frames?: string;
  /** Of a drone. */
  readonly telemetry?: string;
  readonly zones?: string;
  /** It was there already. */
  readonly hit: boolean;
}

export interface FilmDeps extends Omit<RenderDeps, 'stage'> {
  /** Opened only where a film is not there yet. */
  readonly stage: () => Promise<Stage>;
  readonly cache: string;
}

/**
 * The film of a scenario, from the cache or made now, with its truth beside it. Throws AgentError
 * 'ffmpeg/failed', and what the stage throws.
 */
export async function film(scenario: Scenario, deps: FilmDeps): Promise<FilmFiles> {
  const key = keyOf(await codeVersion(), scenario);
  const { folder, hit } = await cached(deps.cache, key, async (aside) => {
    await render(scenario, aside, { ...deps, stage: await deps.stage() });
    await writeFile(
      join(aside, 'main.truth.json'),
      `${JSON.stringify(truthFileOf(scenario, MAIN), undefined, 1)}\n`,
    );
    await writeFlight(scenario, aside);
  });
  const drone = scenario.camera.anchor !== undefined;
  return {
    video: join(folder, MAIN),
    ...(scenario.camera.sub !== undefined && { sub: join(folder, SUB) }),
    truth: join(folder, 'main.truth.json'),
    ...(drone && { telemetry: join(folder, 'main.SRT'), zones: join(folder, 'zones.geojson') }),
    hit,
  };
}

async function writeFlight(scenario: Scenario, folder: string): Promise<void> {
  const { anchor } = scenario.camera;
  if (anchor === undefined) return;
  const srt = flightSrt(scenario, anchor, filmPictures(scenario));
  await writeFile(join(folder, 'main.SRT'), srt);
  const zones = JSON.stringify(zonesGeoJson(scenario, anchor), undefined, 1);
  await writeFile(join(folder, 'zones.geojson'), `${zones}\n`);
}

/** Copies a film out of the cache as NAME.mp4, NAME.truth.json and so on; with `frames`, writes those too. */
export async function filmTo(
  out: string,
  scenario: Scenario,
  files: FilmFiles,
  { frames = false }: { readonly frames?: boolean } = {},
): Promise<FilmFiles> {
  await mkdir(out, { recursive: true });
  const place = (ending: string) => join(out, `${scenario.name}${ending}`);
  const copy = async (from: string, ending: string) => {
    await copyFile(from, place(ending));
    return place(ending);
  };
  const truth = truthFileOf(scenario, `${scenario.name}.mp4`);
  await writeFile(place('.truth.json'), `${JSON.stringify(truth, undefined, 1)}\n`);
  const { video, sub, telemetry, zones, hit } = files;
  return {
    video: await copy(video, '.mp4'),
    ...(sub !== undefined && { sub: await copy(sub, '.sub.mp4') }),
    truth: place('.truth.json'),
    ...(telemetry !== undefined && { telemetry: await copy(telemetry, '.SRT') }),
    ...(zones !== undefined && { zones: await copy(zones, '.zones.geojson') }),
    ...(frames && { frames: await writeFrames(scenario, place('.frames.ndjson')) }),
    hit,
  };
}

async function writeFrames(scenario: Scenario, path: string): Promise<string> {
  const lines = filmPictures(scenario).map(({ atMs, worldMs }) => {
    const { objects } = truthAt(scenario, worldMs);
    return JSON.stringify({ atMs, objects });
  });
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}
