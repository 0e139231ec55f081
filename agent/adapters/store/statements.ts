import type Database from 'libsql';
import type { OutboxEntry, OutboxStats, Saved } from '../../ports/outbox.ts';
import type { RequestName, Requests } from './requests.ts';

/** So many acknowledged ids are remembered per database; an older one could be stored anew. */
const REMEMBERED = 100_000;
/** Old ids are dropped in lumps, not at every acknowledgement. */
const TRIM_EVERY = 1000;

type Row = Readonly<Record<string, string | number | null>>;

export type Operations = {
  readonly [N in RequestName]: (...args: Requests[N]['args']) => Requests[N]['answer'];
};

type Writes = Pick<
  Operations,
  'commit' | 'markSent' | 'postpone' | 'park' | 'release' | 'acknowledge'
>;

/** Every request as plain SQL, to be run inside a transaction of the caller. */
export function operations(db: Database.Database, remembered = REMEMBERED): Operations {
  return { ...outboxWrites(db, remembered), ...outboxReads(db), ...documents(db) };
}

function outboxWrites(db: Database.Database, remembered: number): Writes {
  const insert = db.prepare(`
    INSERT INTO outbox (target, id, grp, createdUtcMs, entry, sha256, head)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, NOT EXISTS (
      SELECT 1 FROM outbox WHERE target = ?1 AND grp = ?3 AND state <> 'parked')
    WHERE NOT EXISTS (SELECT 1 FROM acknowledged WHERE target = ?1 AND id = ?2)
    ON CONFLICT (target, id) DO NOTHING`);
  const save = db.prepare('INSERT OR REPLACE INTO saved (key, value) VALUES (?, ?)');
  const move = db.prepare(`
    UPDATE outbox SET state = ?1, nextAt = ?2, attempts = attempts + 1, reason = ?3
    WHERE id = ?4 AND (?5 IS NULL OR target = ?5) AND state <> 'parked'`);
  const promote = db.prepare(`
    UPDATE outbox SET head = 1 WHERE seq = (
      SELECT min(seq) FROM outbox WHERE target = ?1 AND grp = ?2 AND state <> 'parked')`);
  const park = db.prepare(`
    UPDATE outbox SET state = 'parked', head = 0, reason = ?1
    WHERE (id = ?2 OR sha256 = ?2) AND (?3 IS NULL OR target = ?3) AND state <> 'parked'
    RETURNING target, grp, entry`);
  const unhead = db.prepare('UPDATE outbox SET head = 0 WHERE target = ?1 AND grp = ?2');
  const release = db.prepare(`
    UPDATE outbox SET state = 'pending', nextAt = 0, reason = NULL
    WHERE id = ?1 AND (?2 IS NULL OR target = ?2) AND state = 'parked' RETURNING target, grp`);
  const remove = db.prepare(
    'DELETE FROM outbox WHERE target = ?1 AND (id = ?2 OR sha256 = ?2) RETURNING target, grp, id',
  );
  const remember = db.prepare('INSERT OR IGNORE INTO acknowledged (target, id) VALUES (?, ?)');
  const trim = db.prepare('DELETE FROM acknowledged WHERE seq <= ?');
  const promoteAll = (rows: unknown[]) => {
    for (const row of rows as Row[]) promote.run(row['target'], row['grp']);
  };
  return {
    commit: (entries: readonly OutboxEntry[], saved: readonly Saved[]) => {
      for (const entry of entries) {
        const { target, id, group, createdUtcMs } = entry;
        const sha256 = entry.kind === 'media' ? entry.sha256 : null;
        insert.run(target, id, group, createdUtcMs, JSON.stringify(entry), sha256);
      }
      for (const { key, value } of saved) save.run(key, value);
    },
    markSent: (id: string, retryAt: number, target: string | undefined) => {
      move.run('sent', retryAt, null, id, target ?? null);
    },
    postpone: (id: string, retryAt: number, reason: string, target: string | undefined) => {
      move.run('pending', retryAt, reason, id, target ?? null);
    },
    park: (id: string, reason: string, target: string | undefined) => {
      const parked = park.all(reason, id, target ?? null);
      promoteAll(parked);
      return (parked as Row[]).map(entryOf);
    },
    release: (id: string, target: string | undefined) => {
      for (const row of release.all(id, target ?? null) as Row[]) {
        unhead.run(row['target'], row['grp']); // it may be older than the head of today
        promote.run(row['target'], row['grp']);
      }
    },
    acknowledge: (target: string, id: string) => {
      const gone = remove.all(target, id) as Row[];
      promoteAll(gone);
      for (const row of gone) {
        const { lastInsertRowid } = remember.run(target, row['id']);
        const seq = Number(lastInsertRowid);
        if (seq % TRIM_EVERY === 0) trim.run(seq - remembered);
      }
      return gone.length > 0;
    },
  };
}

function outboxReads(
  db: Database.Database,
): Pick<Operations, 'due' | 'parked' | 'stats' | 'wasAcknowledged'> {
  const known = db.prepare('SELECT 1 FROM acknowledged WHERE id = ?');
  const due = db.prepare(`
    SELECT entry, attempts FROM outbox
    WHERE target = ?1 AND head = 1 AND nextAt <= ?2 ORDER BY seq LIMIT ?3`);
  const parked = db.prepare(`
    SELECT entry, reason FROM outbox WHERE target = ?1 AND state = 'parked' ORDER BY seq LIMIT ?2`);
  // an only parameter goes in an array: libsql takes a bare null for named parameters
  const states = db.prepare(`
    SELECT state, count(*) AS n, min(createdUtcMs) AS oldest FROM outbox
    WHERE ?1 IS NULL OR target = ?1 GROUP BY state`);
  const acknowledged = db.prepare(
    'SELECT count(*) AS n FROM acknowledged WHERE ?1 IS NULL OR target = ?1',
  );
  return {
    due: (target: string, limit: number, nowUtcMs: number) =>
      (due.all(target, nowUtcMs, limit) as Row[]).map((row) => ({
        ...entryOf(row),
        attempts: Number(row['attempts']),
      })),
    parked: (target: string, limit: number) =>
      (parked.all(target, limit) as Row[]).map((row) => ({
        ...entryOf(row),
        reason: String(row['reason']),
      })),
    wasAcknowledged: (id: string) => known.all(id).length > 0,
    stats: (target: string | undefined): OutboxStats => {
      const rows = states.all([target ?? null]) as Row[];
      const count = (state: string) => Number(rows.find((r) => r['state'] === state)?.['n'] ?? 0);
      const waiting = rows
        .filter(({ state }) => state !== 'parked')
        .map((r) => Number(r['oldest']));
      return {
        pending: count('pending'),
        sent: count('sent'),
        parked: count('parked'),
        acknowledged: Number((acknowledged.get([target ?? null]) as Row)['n']),
        ...(waiting.length > 0 && { oldestUtcMs: Math.min(...waiting) }),
      };
    },
  };
}

function entryOf(row: Row): OutboxEntry {
  return JSON.parse(String(row['entry']));
}

function documents(
  db: Database.Database,
): Pick<Operations, 'load' | 'loadAll' | 'remove' | 'nextSequence'> {
  const load = db.prepare('SELECT value FROM saved WHERE key = ?');
  const loadAll = db.prepare(`
    SELECT key, value FROM saved WHERE key >= ?1 AND substr(key, 1, length(?1)) = ?1 ORDER BY key`);
  const remove = db.prepare('DELETE FROM saved WHERE key = ?');
  const next = db.prepare(`
    INSERT INTO counters (name, value) VALUES (?, 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`);
  return {
    load: (key: string) => {
      const [row] = load.all(key) as Row[];
      return row === undefined ? undefined : String(row['value']);
    },
    loadAll: (prefix: string) =>
      (loadAll.all(prefix) as Row[]).map((row) => ({
        key: String(row['key']),
        value: String(row['value']),
      })),
    remove: (keys: readonly string[]) => {
      for (const key of keys) remove.run(key);
    },
    nextSequence: (name: string) => Number((next.all(name) as [Row])[0]['value']),
  };
}
