import type Database from 'libsql';
import { documents } from './documents.ts';
import { outboxReads } from './outbox-reads.ts';
import { outboxWrites } from './outbox-writes.ts';
import { packages } from './packages.ts';
import type { Operations } from './rows.ts';
import { setAside } from './set-aside.ts';

/** How much of what is over is kept. */
export interface Bounds {
  /** Acknowledged ids; one older than these could be stored anew. */
  readonly remembered?: number;
  /** Parked events of each target. */
  readonly keptParked?: number;
}

const REMEMBERED = 100_000;
const KEPT_PARKED = 1000;

/** Every request as plain SQL, to be run inside a transaction of the caller. */
export function operations(
  db: Database.Database,
  { remembered = REMEMBERED, keptParked = KEPT_PARKED }: Bounds = {},
): Operations {
  return {
    ...outboxWrites(db, remembered),
    ...setAside(db, keptParked),
    ...outboxReads(db),
    ...packages(db),
    ...documents(db),
  };
}
