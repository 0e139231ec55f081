import type Database from 'libsql';
import type { DueEntry, OutboxEntry, OutboxStats } from '../../ports/outbox.ts';
import { entryOf, type Operations, type Row } from './rows.ts';

export function outboxReads(db: Database.Database): Pick<Operations, 'due' | 'stats'> {
  return { due: due(db), stats: stats(db) };
}

function due(db: Database.Database): Operations['due'] {
  const select = (kind: string) =>
    db.prepare(`
      SELECT seq, entry, attempts FROM outbox
      WHERE target = ?1 AND head = 1 AND nextAt <= ?2 AND sha256 ${kind} ORDER BY seq LIMIT ?3`);
  const events = select('IS NULL');
  const files = select('IS NOT NULL');
  return (target: string, limit: number, nowUtcMs: number, kind?: OutboxEntry['kind']) => {
    const rows = [
      ...(kind === 'media' ? [] : (events.all(target, nowUtcMs, limit) as Row[])),
      ...(kind === 'event' ? [] : (files.all(target, nowUtcMs, limit) as Row[])),
    ];
    rows.sort((a, b) => Number(a['seq']) - Number(b['seq']));
    return rows.slice(0, limit).map(dueEntryOf);
  };
}

function dueEntryOf(row: Row): DueEntry {
  return { ...entryOf(row), attempts: Number(row['attempts']) };
}

function stats(db: Database.Database): Operations['stats'] {
  // an only parameter goes in an array: libsql takes a bare null for named parameters
  const states = db.prepare(`
    SELECT state, count(*) AS n, min(createdUtcMs) AS oldest FROM outbox
    WHERE ?1 IS NULL OR target = ?1 GROUP BY state`);
  const acknowledged = db.prepare(
    'SELECT count(*) AS n FROM acknowledged WHERE ?1 IS NULL OR target = ?1',
  );
  return (target: string | undefined): OutboxStats => {
    const rows = states.all([target ?? null]) as Row[];
    const count = (state: string) => Number(rows.find((r) => r['state'] === state)?.['n'] ?? 0);
    const waiting = rows.filter(({ state }) => state !== 'parked').map((r) => Number(r['oldest']));
    return {
      pending: count('pending'),
      sent: count('sent'),
      parked: count('parked'),
      acknowledged: Number((acknowledged.get([target ?? null]) as Row)['n']),
      ...(waiting.length > 0 && { oldestUtcMs: Math.min(...waiting) }),
    };
  };
}
