import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AgentProcess, writeConfig } from './agent.ts';
import { packagesIn } from './evidence.ts';
import { type Mosquitto, mosquitto } from './mosquitto.ts';
import { scratch } from './outbox.ts';
import { type ListeningPlatform, listenAsPlatform } from './platform.ts';
import { type RtspServer, startRtspServer } from './rtsp-server.ts';
import type { StreetFilms } from './street-films.ts';
import { until } from './until.ts';

const VIEWER = { user: 'viewer', password: 'p@ss/word' };
const BOX = { user: 'box-1', password: 'secret-of-the-box' };
const CITY = { user: 'city', password: 'secret-of-the-city' };

/** What may stand in no log: the passwords, as they are and as addresses write them. */
export const SECRETS = [VIEWER.password, encodeURIComponent(VIEWER.password), BOX.password];

/** Cameras of a street that want a login: /parked and /passing. */
export function serveStreet(street: StreetFilms, port?: number): Promise<RtspServer> {
  return startRtspServer({
    mounts: [
      { path: '/parked', file: street.parked.file },
      { path: '/passing', file: street.passing.file },
    ],
    ...VIEWER,
    ...(port !== undefined && { port }),
  });
}

export interface StreetStage extends AsyncDisposable {
  readonly directory: string;
  readonly uploads: string;
  readonly broker: Mosquitto;
  readonly platform: ListeningPlatform;
  /** Path of the agent's configuration. */
  readonly config: string;
}

export interface StageOptions {
  readonly street: StreetFilms;
  /** Standing this long is a violation. */
  readonly dwell: string;
  /** Who serves the camera at the kerb, and who the one at the road. */
  readonly kerb: RtspServer;
  readonly road: RtspServer;
}

/** A broker with users, a platform that listens, and the configuration of an agent with two cameras. */
export async function streetStage({
  street,
  dwell,
  kerb,
  road,
}: StageOptions): Promise<StreetStage> {
  const directory = scratch();
  const uploads = join(directory.path, 'uploads');
  mkdirSync(uploads);
  const broker = await mosquitto({
    users: { [BOX.user]: BOX.password, [CITY.user]: CITY.password },
  });
  await broker.start();
  const platform = await listenAsPlatform({ url: broker.url, ...CITY });
  const times = { settle: '3s', dwell, absence: '60s', preRoll: '1s', postRoll: '2s' };
  const camera = (server: RtspServer, mount: string, zones: StreetFilms['parked']['zones']) => ({
    source: { kind: 'rtsp', url: address(server, mount), fps: 3 },
    zones: Object.fromEntries(
      Object.entries(zones).map(([name, polygon]) => [name, { kind: 'sidewalk', polygon }]),
    ),
    rules: [{ use: 'sidewalk-parking', ...times }],
  });
  const media = { kind: 'directory', path: uploads };
  const config = writeConfig(directory.path, {
    site: { id: 'test' },
    node: { id: 'box', data: './data' },
    cameras: {
      kerb: camera(kerb, '/parked', street.parked.zones),
      road: camera(road, '/passing', { all: street.passing.zone }),
    },
    targets: { city: { kind: 'mqtt', url: broker.url, ...BOX, resendAfter: '2s', media } },
  });
  return {
    directory: directory.path,
    uploads,
    broker,
    platform,
    config,
    [Symbol.asyncDispose]: async () => {
      await platform[Symbol.asyncDispose]();
      await broker[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

function address({ port }: RtspServer, mount: string): string {
  return `rtsp://${VIEWER.user}:${encodeURIComponent(VIEWER.password)}@127.0.0.1:${port}${mount}`;
}

/** Films of first sights that are kept for packages yet to be made. */
export async function heldFilms(directory: string): Promise<number> {
  const episodes = await packagesIn(join(directory, 'data/held')).catch(() => []);
  const lists = episodes.map((one) => {
    try {
      return readFileSync(join(one, 'media.json'), 'utf8');
    } catch {
      return ''; // nothing was taken yet
    }
  });
  return lists.filter((text) => text.includes('clip-first')).length;
}

/** The value of a line of /metrics. */
async function metric(agent: AgentProcess, line: RegExp): Promise<number> {
  await sleep(200); // it is asked in loops, and asking costs the agent time
  const { body } = await agent.get('/metrics');
  return Number(line.exec(body)?.[1] ?? Number.NaN);
}

export const stepsOf = (agent: AgentProcess, camera: string) =>
  metric(agent, new RegExp(`^streetwarden_steps_total\\{camera="${camera}"\\} (\\d+)`, 'm'));

export const inOutbox = (agent: AgentProcess, state: 'pending' | 'sent' | 'parked') =>
  metric(agent, new RegExp(`^streetwarden_outbox_entries\\{.*state="${state}"\\} (\\d+)`, 'm'));

/** Waits until the platform has acknowledged every event and every file. */
export function allAcknowledged(agent: AgentProcess): Promise<boolean> {
  return until(
    'nothing waits in the outbox',
    async () => (await inOutbox(agent, 'pending')) + (await inOutbox(agent, 'sent')) === 0,
    120_000,
  );
}
