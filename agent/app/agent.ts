import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isoAt } from '../adapters/clock/clock.ts';
import { openSigner } from '../adapters/evidence/node-key.ts';
import { openPackageWriter } from '../adapters/evidence/package-writer.ts';
import { locateFfmpeg } from '../adapters/ffmpeg/binary.ts';
import { openHttp } from '../adapters/http/server.ts';
import { openStore } from '../adapters/store/store.ts';
import type { ResolvedConfig } from '../config/resolved.ts';
import { Closer } from '../lib/closer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import type { AgentStatus } from '../ports/status.ts';
import type { Camera } from './camera.ts';
import { cameraCards } from './camera-cards.ts';
import type { Moment } from './camera-loop.ts';
import { Desk } from './desk.ts';
import { startHousekeeping } from './housekeeping.ts';
import { software } from './identity.ts';
import type { PendingChange } from './journal.ts';
import { entryTargets, openLink } from './links.ts';
import { Models } from './models.ts';
import { openCamera } from './open-camera.ts';
import { Operations } from './operations.ts';
import { packageMaker } from './package-maker.ts';
import { agentStatus } from './status.ts';
import { entryMaker } from './violation-entries.ts';

export interface AgentDeps {
  readonly config: ResolvedConfig;
  readonly log: Log;
  readonly clock: Clock;
  /** Serve /healthz, /readyz and /metrics. */
  readonly http: boolean;
  /** Events are made for this name beside the targets, and stay in the outbox (replay). */
  readonly keepFor?: string;
  onEntries?(entries: readonly OutboxEntry[], pending: PendingChange): void;
  onMoment?(camera: string, moment: Moment): void;
}

export interface Agent {
  readonly httpUrl?: string;
  /** Resolves when every camera has ended (recordings only; live ones never do). */
  readonly ended: Promise<void>;
  status(): Promise<AgentStatus>;
  /** Whether evidence is being made. */
  busy(): boolean;
  /** Saves, finishes the evidence in hand, says goodbye, closes everything in reverse order. */
  stop(): Promise<void>;
}

/** Opens everything the configuration names and sets it to work. What cannot be opened ends all of it. */
export async function startAgent(deps: AgentDeps): Promise<Agent> {
  const closer = new Closer();
  try {
    return await assemble(deps, closer);
  } catch (error) {
    await closer.close();
    throw error;
  }
}

async function assemble(deps: AgentDeps, closer: Closer): Promise<Agent> {
  const { config, log, clock } = deps;
  const { site, node } = config;
  const ffmpeg = await locateFfmpeg(process.env);
  const storage = await openStorage(deps, closer);
  const { store, writer } = storage;
  const startedUtcMs = clock.utcMs();
  const names = { site: site.id, node: node.id, timezone: site.timezone };
  const operations = new Operations({
    ...names,
    targets: config.targets.map(({ name }) => name),
    store,
    clock,
    log,
  });
  const status = (): Promise<AgentStatus> =>
    agentStatus({ ...names, startedUtcMs, cameras, models, links, store });
  const models = new Models(config.models, closer);
  const cards = await cameraCards(config, models);
  const birth = () => ({
    ...software(),
    startedAt: isoAt(startedUtcMs, site.timezone),
    key: storage.signer.publicKey,
    cameras: config.cameras.map(({ id }) => id),
  });
  const links = config.targets.map((target) =>
    openLink(target, { ...names, store, clock, log, operations, closer, birth }),
  );
  const targets = [
    ...entryTargets(config.targets),
    ...(deps.keepFor === undefined
      ? []
      : [{ name: deps.keepFor, media: false, wants: () => true }]),
  ];
  const stop = new AbortController();
  const desk = new Desk({
    store,
    heldFolder: storage.heldFolder,
    log,
    signal: stop.signal,
    packages: packageMaker({ writer, timezone: site.timezone, targets, card: cards }),
    entries: entryMaker({
      ...names,
      targets,
      card: cards,
      utcMs: () => clock.utcMs(),
      nextSequence: (camera) => store.nextSequence(camera),
    }),
    onTrouble: (error, { camera }) => {
      const message = `evidence could not be made: ${error instanceof Error ? error.message : error}`;
      void operations.report('evidence-failed', { camera, message });
    },
    onEntries: (entries, pending) => {
      for (const link of links) link.wake();
      deps.onEntries?.(entries, pending);
    },
  });
  const cameras: Camera[] = [];
  for (const camera of config.cameras) {
    const parts = { camera, models, ffmpeg, desk, store, operations, clock, log, closer };
    cameras.push(await openCamera({ ...parts, ...(deps.onMoment && { onMoment: deps.onMoment }) }));
  }
  // after the rings: they close when no evidence is being made of them any more
  closer.defer('evidence in hand', () => desk.idle());
  const left = await desk.resume();
  if (left > 0) log.info({ left }, 'going on with evidence that a stop had interrupted');
  const work = Promise.all(cameras.map((camera) => camera.run(stop.signal)));
  closer.defer('cameras', async () => {
    stop.abort();
    await work;
    await Promise.all(cameras.map((camera) => camera.save()));
  });
  startHousekeeping({ ...storage, config, clock, log, operations, links, status, closer, isAcknowledged: async () => false });
  const http = deps.http ? await openHttp(config.http, status) : undefined;
  if (http !== undefined) closer.defer('http', () => http[Symbol.asyncDispose]());
  return {
    ...(http !== undefined && { httpUrl: http.url }),
    ended: work.then(() => {}),
    status,
    busy: () => desk.busy,
    stop: () => closer.close(),
  };
}

async function openStorage({ config, clock, log }: AgentDeps, closer: Closer) {
  const { dataDir, id } = config.node;
  await mkdir(dataDir, { recursive: true });
  const store = await openStore(join(dataDir, 'streetwarden.db'), { log });
  closer.defer('database', () => store[Symbol.asyncDispose]());
  const signer = await openSigner(dataDir);
  const writer = await openPackageWriter(
    {
      directory: join(dataDir, 'evidence'),
      signer,
      node: { id, site: config.site.id },
      software: software(),
    },
    clock,
  );
  for (const { file, message } of writer.findings) log.error({ file }, message);
  return { store, signer, writer, heldFolder: join(dataDir, 'held') };
}
