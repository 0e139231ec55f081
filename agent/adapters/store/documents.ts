import type Database from 'libsql';
import type { Operations, Row } from './rows.ts';

type Documents = Pick<Operations, 'load' | 'loadAll' | 'remove' | 'nextSequence'>;

export function documents(db: Database.Database): Documents {
  const load = db.prepare('SELECT value FROM saved WHERE key = ?');
  const loadAll = db.prepare(`
    SELECT key, value FROM saved WHERE key >= ?1 AND substr(key, 1, length(?1)) = ?1 ORDER BY key`);
  const remove = db.prepare('DELETE FROM saved WHERE key = ?');
  const unreserve = db.prepare('DELETE FROM numbers WHERE key = ?');
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
      for (const key of keys) {
        remove.run(key);
        unreserve.run(key);
      }
    },
    nextSequence: nextSequence(db),
  };
}

function nextSequence(db: Database.Database): Operations['nextSequence'] {
  const next = db.prepare(`
    INSERT INTO counters (name, value) VALUES (?, 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`);
  const now = db.prepare('SELECT max(value, 1) AS value FROM counters WHERE name = ?');
  const reserved = db.prepare('SELECT value FROM numbers WHERE key = ?1 AND name = ?2');
  const reserve = db.prepare('INSERT INTO numbers (key, name, value) VALUES (?, ?, ?)');
  const known = db.prepare(`
    SELECT 1 FROM outbox WHERE id = ?1 UNION ALL SELECT 1 FROM acknowledged WHERE id = ?1 LIMIT 1`);
  const only = (rows: unknown[]) => Number((rows as Row[])[0]?.['value'] ?? 1);
  return (name: string, key?: string) => {
    if (key === undefined) return only(next.all(name));
    const before = reserved.all(key, name);
    if (before.length > 0) return only(before);
    // it has its number already and will not be stored anew: none is used up
    if (known.all(key).length > 0) return only(now.all(name));
    const value = only(next.all(name));
    reserve.run(key, name, value);
    return value;
  };
}
