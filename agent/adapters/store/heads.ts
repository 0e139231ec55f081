import type Database from 'libsql';
import type { Row } from './rows.ts';

/** The oldest waiting entry of a group is its head: the only one that may go. */
export interface Heads {
  /** After rows went or were set aside: the next of each of their groups takes the lead. */
  promote(gone: readonly Row[]): void;
  /** After rows came back: one may be older than the head of today. */
  settle(back: readonly Row[]): void;
}

export function heads(db: Database.Database): Heads {
  const lead = db.prepare(`
    UPDATE outbox SET head = 1 WHERE seq = (
      SELECT min(seq) FROM outbox WHERE target = ?1 AND grp = ?2 AND state <> 'parked')`);
  const unhead = db.prepare(
    `UPDATE outbox SET head = 0 WHERE target = ?1 AND grp = ?2 AND state <> 'parked'`,
  );
  const promote = (gone: readonly Row[]) => {
    for (const row of gone) lead.run(row['target'], row['grp']);
  };
  return {
    promote,
    settle: (back) => {
      for (const row of back) unhead.run(row['target'], row['grp']);
      promote(back);
    },
  };
}
