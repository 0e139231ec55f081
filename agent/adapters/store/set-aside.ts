import type Database from 'libsql';
import { heads } from './heads.ts';
import { entryOf, type Operations, type Row } from './rows.ts';

/** Parking and its end. `kept`: so many parked events of a target stay, the newest. */
export function setAside(
  db: Database.Database,
  kept: number,
): Pick<Operations, 'park' | 'parked' | 'release' | 'releaseParked'> {
  const { promote, settle } = heads(db);
  const park = (which: string) =>
    db.prepare(`
      UPDATE outbox SET state = 'parked', head = 0, reason = ?1
      WHERE ${which} AND (?3 IS NULL OR target = ?3) AND state <> 'parked'
      RETURNING target, grp, entry`);
  const parkNamed = park('id = ?2');
  const parkFiles = park(`sha256 = ?2 AND state = 'sent' AND target = ?3`);
  // files stay: they say that a package is not delivered, and go when it goes
  const trim = db.prepare(`
    DELETE FROM outbox WHERE seq IN (
      SELECT seq FROM outbox WHERE target = ?1 AND state = 'parked' AND sha256 IS NULL
      ORDER BY seq DESC LIMIT -1 OFFSET ?2)`);
  const parked = db.prepare(`
    SELECT entry, reason FROM outbox WHERE target = ?1 AND state = 'parked' ORDER BY seq LIMIT ?2`);
  const free = `UPDATE outbox SET state = 'pending', nextAt = 0, reason = NULL`;
  const release = db.prepare(`
    ${free} WHERE id = ?1 AND (?2 IS NULL OR target = ?2) AND state = 'parked'
    RETURNING target, grp`);
  const releaseAll = db.prepare(
    `${free} WHERE target = ? AND state = 'parked' RETURNING target, grp`,
  );
  return {
    park: (id: string, reason: string, target: string | undefined) => {
      const place = [reason, id, target ?? null];
      const rows = [...parkNamed.all(...place), ...parkFiles.all(...place)] as Row[];
      promote(rows);
      for (const name of new Set(rows.map((row) => row['target']))) trim.run(name, kept);
      return rows.map(entryOf);
    },
    parked: (target: string, limit: number) =>
      (parked.all(target, limit) as Row[]).map((row) => ({
        ...entryOf(row),
        reason: String(row['reason']),
      })),
    release: (id: string, target: string | undefined) => {
      settle(release.all(id, target ?? null) as Row[]);
    },
    releaseParked: (target: string) => {
      const rows = releaseAll.all(target) as Row[];
      settle(rows);
      return rows.length;
    },
  };
}
