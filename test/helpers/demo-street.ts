import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import type { TruthFile } from '../../agent/core/scoring/truth.ts';
import { writeConfig } from './agent.ts';

const run = promisify(execFile);

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export const DEMO_CLIP = `${PROJECT}config/demo/street.mp4`;
export const DEMO_CONFIG = `${PROJECT}config/demo.yaml`;

export const DEMO_TRUTH = `${PROJECT}config/demo/street.truth.json`;

const TRUTH = JSON.parse(readFileSync(DEMO_TRUTH, 'utf8')) as TruthFile;

/** What is true in the clip, seconds of the clip. */
export const DROP_OFF = spanOf('white-car');
export const PARKED = spanOf('red-car');
export const STALL = spanOf('stall-6');
export const OPEN_TRUCK = spanOf('open-truck');

/** When an actor of the scenario stops, and when it goes. */
function spanOf(actor: string): { readonly stopS: number; readonly goS: number } {
  const episode = TRUTH.episodes.find(({ id }) => id.endsWith(`-${actor}`));
  if (episode?.toMs === undefined) throw new Error(`${DEMO_TRUTH}: no ${actor} that goes`);
  return { stopS: episode.fromMs / 1000, goS: episode.toMs / 1000 };
}

/** The steps of each episode in the clip, `camera kind stage outcome`, each in its order. */
export const DEMO_EPISODES: readonly (readonly string[])[] = [
  ['corner sidewalk-parking suspected', 'corner sidewalk-parking cleared self-corrected'],
  [
    'corner sidewalk-parking suspected',
    'corner sidewalk-parking confirmed',
    'corner sidewalk-parking cleared left',
  ],
  [
    'corner street-stall suspected',
    'corner street-stall confirmed',
    'corner street-stall cleared left',
  ],
  ['corner muck-truck-uncovered suspected', 'corner muck-truck-uncovered confirmed'],
];

/** The same for its first half minute. */
export const HALF_EPISODES: typeof DEMO_EPISODES = [
  ['corner sidewalk-parking suspected', 'corner sidewalk-parking cleared self-corrected'],
  ['corner sidewalk-parking suspected', 'corner sidewalk-parking confirmed'],
  ['corner street-stall suspected'],
];

/** A piece of the clip; it begins at a key frame, of which there is one every 2 s. */
export async function pieceOfClip(folder: string, fromS: number, seconds: number): Promise<string> {
  const { path } = await locateFfmpeg(process.env);
  const piece = join(folder, `from-${fromS}-s.mp4`);
  const span = ['-ss', `${fromS}`, '-i', DEMO_CLIP, '-t', `${seconds}`];
  await run(path, ['-v', 'error', ...span, '-c', 'copy', piece]);
  return piece;
}

/** When the covered truck drives through, seconds of the clip. */
export const TRUCK_PASSES = { fromS: 30, toS: 44 };

/** The first half minute of the clip. */
export async function halfClip(folder: string): Promise<string> {
  return pieceOfClip(folder, 0, 30);
}

interface DemoConfig {
  readonly cameras: Readonly<Record<string, object>>;
  readonly targets: Readonly<Record<string, object>>;
}

export interface DemoChange {
  readonly source: object;
  /** A broker that lets everyone in; or a whole target. */
  readonly url?: string;
  readonly target?: object;
  /** Folder for uploads. */
  readonly media?: string;
}

/** The demo's configuration in a folder of the test, with other settings laid over it. */
export function demoConfig(folder: string, { source, url, target, media }: DemoChange): string {
  const demo = parse(readFileSync(DEMO_CONFIG, 'utf8')) as DemoConfig;
  const uploads = media === undefined ? {} : { media: { kind: 'directory', path: media } };
  return writeConfig(folder, {
    ...demo,
    node: { id: 'demo-box', data: './data' },
    cameras: { corner: { ...demo.cameras['corner'], source } },
    targets: { platform: target ?? { kind: 'mqtt', url, ...uploads } },
  });
}
