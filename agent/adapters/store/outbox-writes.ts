import type Database from 'libsql';
import type { OutboxEntry, Saved } from '../../ports/outbox.ts';
import { heads } from './heads.ts';
import type { Operations, Row } from './rows.ts';

/** Old ids are dropped in lumps, not at every acknowledgement. */
const TRIM_EVERY = 1000;

type Writes = Pick<Operations, 'commit' | 'markSent' | 'postpone' | 'acknowledge'>;

export function outboxWrites(db: Database.Database, remembered: number): Writes {
  return { commit: commit(db), acknowledge: acknowledge(db, remembered), ...moves(db) };
}

function commit(db: Database.Database): Operations['commit'] {
  const insert = db.prepare(`
    INSERT INTO outbox (target, id, grp, createdUtcMs, entry, sha256, head)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, NOT EXISTS (
      SELECT 1 FROM outbox WHERE target = ?1 AND grp = ?3 AND state <> 'parked')
    WHERE NOT EXISTS (SELECT 1 FROM acknowledged WHERE target = ?1 AND id = ?2)
    ON CONFLICT (target, id) DO NOTHING`);
  const unreserve = db.prepare('DELETE FROM numbers WHERE key = ?');
  const save = db.prepare('INSERT OR REPLACE INTO saved (key, value) VALUES (?, ?)');
  return (entries: readonly OutboxEntry[], saved: readonly Saved[]) => {
    for (const entry of entries) {
      const { target, id, group, createdUtcMs } = entry;
      const sha256 = entry.kind === 'media' ? entry.sha256 : null;
      insert.run(target, id, group, createdUtcMs, JSON.stringify(entry), sha256);
      unreserve.run(id);
    }
    for (const { key, value } of saved) save.run(key, value);
  };
}

function moves(db: Database.Database): Pick<Operations, 'markSent' | 'postpone'> {
  const move = db.prepare(`
    UPDATE outbox SET state = ?1, nextAt = ?2, attempts = attempts + 1, reason = ?3
    WHERE id = ?4 AND (?5 IS NULL OR target = ?5) AND state <> 'parked'`);
  return {
    markSent: (id: string, retryAt: number, target: string | undefined) => {
      move.run('sent', retryAt, null, id, target ?? null);
    },
    postpone: (id: string, retryAt: number, reason: string, target: string | undefined) => {
      move.run('pending', retryAt, reason, id, target ?? null);
    },
  };
}

function acknowledge(db: Database.Database, remembered: number): Operations['acknowledge'] {
  const { promote } = heads(db);
  const drop = (which: string) =>
    db.prepare(`DELETE FROM outbox WHERE target = ?1 AND ${which} RETURNING target, grp, id`);
  const dropNamed = drop('id = ?2');
  // the same bytes lie in many packages: a hash speaks only of files that were brought there
  const dropFiles = drop(`sha256 = ?2 AND state = 'sent'`);
  const remember = db.prepare('INSERT OR IGNORE INTO acknowledged (target, id) VALUES (?, ?)');
  const trim = db.prepare('DELETE FROM acknowledged WHERE seq <= ?');
  return (target: string, id: string) => {
    const gone = [...dropNamed.all(target, id), ...dropFiles.all(target, id)] as Row[];
    promote(gone);
    for (const row of gone) {
      const { lastInsertRowid } = remember.run(target, row['id']);
      const seq = Number(lastInsertRowid);
      if (seq % TRIM_EVERY === 0) trim.run(seq - remembered);
    }
    return gone.length > 0;
  };
}
