import type Database from 'libsql';
import { heads } from './heads.ts';
import type { Operations, Row } from './rows.ts';

/** A package's event has its id; its files, and groups about them, are named `{id}/...` ('0' follows '/'). */
const below = (column: string) => `${column} >= ?1 || '/' AND ${column} < ?1 || '0'`;

export function packages(db: Database.Database): Pick<Operations, 'delivered' | 'forget'> {
  const { promote } = heads(db);
  const acknowledged = db.prepare('SELECT 1 FROM acknowledged WHERE id = ?');
  const left = db.prepare(`SELECT 1 FROM outbox WHERE id = ?1 OR (${below('id')}) LIMIT 1`);
  const drop = (where: string) =>
    db.prepare(`DELETE FROM outbox WHERE ${where} RETURNING target, grp`);
  const dropNamed = drop(`id = ?1 OR (${below('id')})`);
  const dropGroups = drop(`${below('grp')} AND state <> 'parked'`);
  return {
    delivered: (packageId: string) =>
      acknowledged.all(packageId).length > 0 && left.all(packageId).length === 0,
    forget: (packageId: string) => {
      for (const each of [dropNamed, dropGroups]) promote(each.all(packageId) as Row[]);
    },
  };
}
