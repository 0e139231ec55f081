import { setTimeout as sleep } from 'node:timers/promises';
import { openHttp } from '../adapters/http/server.ts';
import { Closer } from '../lib/closer.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import type { AgentStatus } from '../ports/status.ts';
import { camerasAtBirth } from './birth.ts';
import type { Camera } from './camera.ts';
import type { Moment } from './camera-loop.ts';
import { untilClockSet } from './clock-set.ts';
import type { Desk } from './desk.ts';
import { type Ground, type GroundDeps, layGround } from './ground.ts';
import { startHousekeeping } from './housekeeping.ts';
import type { PendingChange } from './journal.ts';
import { openLink } from './links.ts';
import { openCamera } from './open-camera.ts';
import { openDesk } from './open-desk.ts';
import { CAMERA_PREFIX, endings, readCamera } from './saved-camera.ts';
import { agentStatus } from './status.ts';

export interface AgentDeps extends GroundDeps {
  /** Serve /healthz, /readyz and /metrics. */
  readonly http: boolean;
  onEntries?(entries: readonly OutboxEntry[], pending: PendingChange): void;
  onMoment?(camera: string, moment: Moment): void;
}

export interface Agent {
  readonly httpUrl?: string;
  /** Resolves when every camera has ended (recordings only; live ones never do). */
  readonly ended: Promise<void>;
  /** Resolves with the reason when something that all depends on has died; the process is to end then. */
  readonly failed: Promise<Error>;
  status(): Promise<AgentStatus>;
  /** Whether evidence is being made, or an event waits to be stored. */
  busy(): boolean;
  /** Resolves when no evidence is being made. */
  idle(): Promise<void>;
  /** Saves, finishes the evidence in hand, says goodbye, closes everything in reverse order. */
  stop(): Promise<void>;
}

/** Evidence that takes longer at a stop is made at the next start. */
const FINISH_MS = 4000;

/**
 * Opens everything the configuration names and sets it to work. Throws AgentError when something that all
 * depends on cannot be opened (ffmpeg, database, key, every model); nothing stays open then.
 */
export async function startAgent(deps: AgentDeps): Promise<Agent> {
  const closer = new Closer();
  try {
    return await assemble(deps, await layGround(deps, closer));
  } catch (error) {
    await closer.close();
    throw error;
  }
}

async function assemble(deps: AgentDeps, ground: Ground): Promise<Agent> {
  const { config, closer, log, models, store } = ground;
  const { onMoment, keepFor } = deps;
  const cameras: Camera[] = [];
  const birth = () => ({ ...ground.birth(), ...camerasAtBirth(cameras) });
  const links = config.targets.map((target) => openLink(target, { ...ground, birth }));
  const stop = new AbortController();
  const desk = openDesk(ground, {
    ...(keepFor !== undefined && { keepFor }),
    signal: stop.signal,
    onEntries: (entries, pending) => {
      for (const link of links) link.wake();
      deps.onEntries?.(entries, pending);
    },
  });
  for (const { camera } of ground.cameras)
    cameras.push(await openCamera({ ...ground, camera, desk, ...(onMoment && { onMoment }) }));
  // deferred after the rings: they close when no evidence is being made of them any more
  closer.defer('evidence in hand', () => Promise.race([desk.idle(), sleep(FINISH_MS)]));
  await endRemoved(ground, desk);
  const left = await desk.resume(restingCameras(ground));
  if (left > 0) log.info({ left }, 'going on with evidence that a stop had interrupted');
  const ended = untilClockSet(ground, stop.signal)
    .then(() => Promise.all(cameras.map((camera) => camera.run(stop.signal))))
    .then(() => {});
  closer.defer('cameras', async () => {
    stop.abort();
    await ended;
    await Promise.all(cameras.map((camera) => camera.save()));
  });
  const status = () => agentStatus({ ...ground, cameras, models, links, store });
  startHousekeeping({ ...ground, cameras, links, status });
  const acceptScene = (id: string, view?: string) =>
    cameras.find((one) => one.id === id)?.acceptScene(view) === true;
  const http = deps.http ? await openHttp(config.http, { status, acceptScene }) : undefined;
  if (http !== undefined) closer.defer('http', () => http[Symbol.asyncDispose]());
  return {
    ...(http !== undefined && { httpUrl: http.url }),
    ended,
    failed: ground.store.failed,
    status,
    busy: () => desk.busy || ground.operations.busy,
    idle: () => desk.idle(),
    stop: () => closer.close(),
  };
}

/** Cameras of the configuration that do not work now (their model failed): their journal waits. */
function restingCameras({ config, cameras }: Ground): ReadonlySet<string> {
  const atWork = new Set(cameras.map(({ camera }) => camera.id));
  return new Set(config.cameras.map(({ id }) => id).filter((id) => !atWork.has(id)));
}

/** Tells the end of what is still open of cameras that have gone from the configuration. */
async function endRemoved({ config, store }: Ground, desk: Desk): Promise<void> {
  const known = new Set(config.cameras.map(({ id }) => `${CAMERA_PREFIX}${id}`));
  for (const { key, value } of await store.loadAll(CAMERA_PREFIX)) {
    if (known.has(key)) continue;
    const state = readCamera(value);
    if (state !== undefined)
      await desk.take(endings(key.slice(CAMERA_PREFIX.length), state, [], 'rule-off'), []);
    await store.remove([key]);
  }
}
