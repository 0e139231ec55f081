import { join } from 'node:path';
import { openSigners } from '../../agent/adapters/evidence/node-key.ts';
import { openPackageWriter } from '../../agent/adapters/evidence/package-writer.ts';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { createFileRing } from '../../agent/adapters/ffmpeg/file-ring.ts';
import { openStore } from '../../agent/adapters/store/store.ts';
import { Desk, type DeskDeps } from '../../agent/app/desk.ts';
import type { PendingChange } from '../../agent/app/journal.ts';
import { packageMaker } from '../../agent/app/package-maker.ts';
import { entryMaker } from '../../agent/app/violation-entries.ts';
import type { Stage } from '../../agent/core/episodes/episode.ts';
import { Closer } from '../../agent/lib/closer.ts';
import type { OutboxEntry, Store } from '../../agent/ports/outbox.ts';
import type { Ring } from '../../agent/ports/ring.ts';
import { makeClip } from './clip.ts';
import { clock, memoryLog } from './outbox.ts';
import { POLICY, UTC0 } from './signals.ts';
import { PARKING, SIDEWALK } from './street.ts';

const ROLL = { preMs: 500, postMs: 500 };
const CAPTURE = { method: 'file', maxErrorMs: 1000 } as const;
const TIMEZONE = 'Asia/Shanghai';
const NAMES = { site: 'east', node: 'box-1', timezone: TIMEZONE };
const CARD = {
  id: 'gate',
  zones: [SIDEWALK],
  classifications: {},
  deviceId: 'gate',
  dossier: {},
  model: {},
  address: 'rtsp://gate',
};

export interface TestDesk extends AsyncDisposable {
  readonly desk: Desk;
  readonly store: Store;
  /** Ends the retries. */
  readonly stop: AbortController;
  /** Stage and end of the episode's name of every event, in the order in which they went to the outbox. */
  readonly told: string[];
  readonly troubles: unknown[];
  readonly heldFolder: string;
}

export interface TestDeskOptions {
  ring?(real: Ring): Ring;
  store?(real: Store): Store;
  readonly heldFolder?: string;
  /** Folder of the detector for review copies; none are made where absent. */
  readonly reviewModel?: string;
  onEntries?(entries: readonly OutboxEntry[]): void;
}

/** A desk with a real store, a real evidence folder, and a ring over a test film of ten seconds. */
export async function openTestDesk(
  folder: string,
  options: TestDeskOptions = {},
): Promise<TestDesk> {
  const closer = new Closer();
  const real = await openStore(join(folder, 'a.db'));
  closer.defer('store', () => real[Symbol.asyncDispose]());
  const store = options.store?.(real) ?? real;
  const film = await createFileRing(
    { path: await makeClip({ seconds: 10 }) },
    {
      ffmpeg: await locateFfmpeg(process.env),
      toMediaMs: (ptsMs) => ptsMs,
      toPtsMs: (mediaMs) => mediaMs,
      captureUtc: (ptsMs) => ({ ...CAPTURE, utcMs: UTC0 + ptsMs }),
    },
  );
  closer.defer('film', () => film[Symbol.asyncDispose]());
  const stop = new AbortController();
  const told: string[] = [];
  const troubles: unknown[] = [];
  const heldFolder = options.heldFolder ?? join(folder, 'held');
  const deps: DeskDeps = {
    store,
    heldFolder,
    log: memoryLog(),
    signal: stop.signal,
    ...(await makers(folder, store, options.reviewModel)),
    onTrouble: (error) => troubles.push(error),
    onFull: (message) => troubles.push(message),
    onEntries: (entries, { change }) => {
      told.push(`${change.stage} ${change.episode.id.slice(-1)}`);
      options.onEntries?.(entries);
    },
  };
  const desk = new Desk(deps);
  desk.open('gate', options.ring?.(film) ?? film);
  const close = async () => {
    stop.abort();
    await closer.close();
  };
  return { desk, store, stop, told, troubles, heldFolder, [Symbol.asyncDispose]: close };
}

async function makers(
  folder: string,
  store: Store,
  reviewModel?: string,
): Promise<Pick<DeskDeps, 'packages' | 'entries'>> {
  const targets = [{ name: 'city', media: true, wants: () => true }];
  const writer = await openPackageWriter(
    {
      directory: join(folder, 'evidence'),
      signers: await openSigners(folder),
      node: { id: NAMES.node, site: NAMES.site },
      software: { name: 'streetwarden', version: '0' },
    },
    clock,
  );
  const card = () => CARD;
  return {
    packages: packageMaker({
      ...{ writer, timezone: TIMEZONE, targets, card },
      ...(reviewModel !== undefined && { review: { model: reviewModel, log: memoryLog() } }),
      made: () => ({ timezone: TIMEZONE, custody: [] }),
    }),
    entries: entryMaker({
      ...NAMES,
      targets,
      card,
      utcMs: () => clock.utcMs(),
      nextSequence: (camera, key) => store.nextSequence(camera, key),
    }),
  };
}

const BOX = { left: 0.2, top: 0.3, right: 0.5, bottom: 0.7 };
const SECONDS: Readonly<Record<Stage, number>> = {
  suspected: 2,
  confirmed: 6,
  updated: 7,
  cleared: 8,
};

/** A step of an episode; `name` is one letter. */
export function stepOfEpisode(stage: Stage, name = 'a'): PendingChange {
  const atMs = SECONDS[stage] * 1000;
  return {
    camera: 'gate',
    violation: POLICY.violation,
    plan: { rule: PARKING, policy: POLICY, roll: ROLL },
    capture: { ...CAPTURE, utcMs: UTC0 + atMs },
    change: {
      ruleId: 'parking',
      stage,
      atMs,
      tell: true,
      ...(stage === 'cleared' && { outcome: 'left' }),
      episode: {
        id: `019de0d5-0000-7000-8000-00000000000${name}`,
        place: `sidewalk/${name}`,
        stage,
        sinceMs: 0,
        sinceUtcMs: UTC0,
        suspectedMs: 2000,
        subject: { label: 'car', box: BOX, trackIds: [1], zoneId: SIDEWALK.id },
        facts: { dwellMs: atMs },
        warned: false,
        revision: SECONDS[stage],
        told: true,
      },
    },
  };
}
