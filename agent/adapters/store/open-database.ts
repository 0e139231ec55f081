import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { migrate } from './schema.ts';

export interface Opened {
  readonly db: Database.Database;
  /** Where a database that could not be read was put. */
  readonly setAside?: string;
}

const IN_USE =
  'another agent is at work with this data folder; stop it, or give this one a folder of its own';

/**
 * Opens or makes the database: WAL, every commit synced. A file that is damaged is moved beside itself
 * (`.damaged-1`, ...) and a new one begun, because an agent that never starts loses more.
 */
export function openDatabase(path: string, maxBytes?: number): Opened {
  mkdirSync(dirname(path), { recursive: true });
  try {
    return { db: open(path, maxBytes) };
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) throw new Error(IN_USE, { cause: error });
    if (!isDamage(error)) throw error;
    const setAside = moveAside(path);
    return { db: open(path, maxBytes), setAside };
  }
}

function open(path: string, maxBytes?: number): Database.Database {
  const db = new Database(path);
  try {
    // one agent per data folder: two would write one evidence log
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    const [check] = db.pragma('quick_check(1)') as { quick_check: string }[];
    if (check?.quick_check !== 'ok') throw new Damage(check?.quick_check ?? 'no answer');
    migrate(db);
    if (maxBytes !== undefined) {
      const [{ page_size }] = db.pragma('page_size') as [{ page_size: number }];
      db.pragma(`max_page_count = ${Math.ceil(maxBytes / page_size)}`);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

class Damage extends Error {}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isDamage(error: unknown): boolean {
  if (error instanceof Damage) return true;
  const code = codeOf(error);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

function moveAside(path: string): string {
  let number = 1;
  while (existsSync(`${path}.damaged-${number}`)) number += 1;
  const aside = `${path}.damaged-${number}`;
  renameSync(path, aside);
  for (const side of ['-wal', '-shm'])
    if (existsSync(path + side)) renameSync(path + side, aside + side);
  return aside;
}
