import { join } from 'node:path';
import { isoAt } from '../adapters/clock/clock.ts';
import { type Ffmpeg, locateFfmpeg } from '../adapters/ffmpeg/binary.ts';
import { cleanStaleRings } from '../adapters/ffmpeg/ring-folder.ts';
import type { ResolvedCamera, ResolvedConfig } from '../config/resolved.ts';
import type { Closer } from '../lib/closer.ts';
import type { Clock } from '../ports/clock.ts';
import { AgentError } from '../ports/errors.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import { BoxClock } from './box-clock.ts';
import { type CameraCard, cameraCard } from './camera-cards.ts';
import { software } from './identity.ts';
import { KeptModels } from './kept-models.ts';
import { Models } from './models.ts';
import { Operations } from './operations.ts';
import { openStorage, type Storage } from './storage.ts';

export interface GroundDeps {
  readonly config: ResolvedConfig;
  readonly log: Log;
  readonly clock: Clock;
  /** Events are made for this name beside the targets, and stay in the outbox (replay). */
  readonly keepFor?: string;
  /** Sees the events about the agent itself when they are in the outbox. */
  onReport?(entries: readonly OutboxEntry[]): void;
}

/** What everything in the agent stands on. */
export interface Ground extends GroundDeps, Storage {
  readonly closer: Closer;
  readonly site: string;
  readonly node: string;
  readonly timezone: string;
  readonly startedUtcMs: number;
  readonly ffmpeg: Ffmpeg;
  readonly models: Models;
  readonly operations: Operations;
  readonly boxClock: BoxClock;
  /** The cameras whose model could be opened, with what is said of them. */
  readonly cameras: readonly { readonly camera: ResolvedCamera; readonly card: CameraCard }[];
  /** The retained state document, beside what the transport adds. */
  birth(): object;
}

export async function layGround(deps: GroundDeps, closer: Closer): Promise<Ground> {
  const { config, log, clock } = deps;
  const ffmpeg = await locateFfmpeg(process.env);
  cleanStaleRings();
  const storage = await openStorage({ ...deps, closer });
  const { site, node, targets } = config;
  const { keepFor, onReport } = deps;
  const names = { site: site.id, node: node.id, timezone: site.timezone };
  const operations = new Operations({
    ...{ ...names, store: storage.store, clock, log },
    targets: [...targets.map(({ name }) => name), ...(keepFor === undefined ? [] : [keepFor])],
    ...(onReport && { onStored: onReport }),
    pictures: {
      folder: join(node.dataDir, 'operations'),
      targets: targets.filter(({ media }) => media !== undefined).map(({ name }) => name),
    },
  });
  closer.defer('operational events', () => operations[Symbol.asyncDispose]());
  const kept = new KeptModels({
    dataDir: node.dataDir,
    onFallback: (name, { code, message, facts }) =>
      void operations.report('model-failed', {
        code,
        message: `${message} The model ${name} that worked before is at work in its place.`,
        facts: { model: name, ...facts },
      }),
    onUnkept: (name, error) =>
      log.warn({ model: name, err: error }, 'no copy of the model could be kept; it works without'),
  });
  const models = new Models({ config, closer, kept, log });
  const boxClock = new BoxClock({ clock, log });
  await boxClock.look();
  const startedUtcMs = clock.utcMs();
  return {
    ...deps,
    ...storage,
    ...names,
    closer,
    startedUtcMs,
    ffmpeg,
    models,
    operations,
    boxClock,
    cameras: await usableCameras(config, models, operations),
    birth: () => ({
      ...software(),
      startedAt: isoAt(startedUtcMs, site.timezone),
      key: storage.signer.publicKey,
      cameras: config.cameras.map(({ id }) => id),
    }),
  };
}

/** A model that cannot be used takes its own cameras down, not the others. Throws when none is left. */
async function usableCameras({ cameras }: ResolvedConfig, models: Models, operations: Operations) {
  const usable: Ground['cameras'][number][] = [];
  let failure: unknown;
  for (const camera of cameras) {
    try {
      const card = await cameraCard(camera, models);
      await Promise.all(camera.readers.map((name) => models.reader(name)));
      usable.push({ camera, card });
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      failure = error;
      const { code, message, facts } = error;
      await operations.report('model-failed', { camera: camera.id, code, message, facts });
    }
  }
  if (usable.length === 0 && failure !== undefined) throw failure;
  return usable;
}
