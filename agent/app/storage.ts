import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSigners } from '../adapters/evidence/node-key.ts';
import { type EvidenceStore, openPackageWriter } from '../adapters/evidence/package-writer.ts';
import { openStore, type SqliteStore } from '../adapters/store/store.ts';
import type { ResolvedConfig } from '../config/resolved.ts';
import type { Closer } from '../lib/closer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Signer } from '../ports/evidence.ts';
import type { Log } from '../ports/log.ts';
import { software } from './identity.ts';

/** Everything below the node's data folder. */
export interface Storage {
  readonly store: SqliteStore;
  readonly signer: Signer;
  readonly writer: EvidenceStore;
  /** Pictures of episodes whose package is not made yet. */
  readonly heldFolder: string;
}

export interface StorageDeps {
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly closer: Closer;
}

/** Opens (and makes, at the first start) database, key and evidence folder, and repairs what a crash left. */
export async function openStorage({ config, clock, log, closer }: StorageDeps): Promise<Storage> {
  const { dataDir, id } = config.node;
  await mkdir(dataDir, { recursive: true });
  const store = await openStore(join(dataDir, 'streetwarden.db'), { log });
  closer.defer('database', () => store[Symbol.asyncDispose]());
  const signers = await openSigners(dataDir);
  const writer = await openPackageWriter(
    {
      directory: join(dataDir, 'evidence'),
      signers,
      node: { id, site: config.site.id },
      software: software(),
    },
    clock,
  );
  for (const { file, message } of writer.findings) log.error({ file }, message);
  return { store, signer: signers[0], writer, heldFolder: join(dataDir, 'held') };
}
