import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { writeConfig } from './agent.ts';

const run = promisify(execFile);

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export const DEMO_CLIP = `${PROJECT}config/demo/street.mp4`;
export const DEMO_CONFIG = `${PROJECT}config/demo.yaml`;

/** What is true in the clip (scripts/demo-clip/make.ts), seconds of the clip. */
export const SILVER = { stopS: 3, goS: 14 };
export const RED = { stopS: 8, goS: 48 };
export const STALL = { stopS: 5, goS: 54 };

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
];

/** The same for its first half minute. */
export const HALF_EPISODES: typeof DEMO_EPISODES = [
  ['corner sidewalk-parking suspected', 'corner sidewalk-parking cleared self-corrected'],
  ['corner sidewalk-parking suspected', 'corner sidewalk-parking confirmed'],
  ['corner street-stall suspected'],
];

/** The first half minute of the clip. */
export async function halfClip(folder: string): Promise<string> {
  const { path } = await locateFfmpeg(process.env);
  const half = join(folder, 'half-a-minute.mp4');
  await run(path, ['-v', 'error', '-i', DEMO_CLIP, '-t', '30', '-c', 'copy', half]);
  return half;
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
