import type Database from 'libsql';
import { AgentError } from '../../ports/errors.ts';

/** One script per version; script n leads from version n to n + 1. Never change one that was released. */
const MIGRATIONS = [
  `CREATE TABLE outbox (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     target TEXT NOT NULL,
     id TEXT NOT NULL,
     sha256 TEXT,
     grp TEXT NOT NULL,
     state TEXT NOT NULL DEFAULT 'pending',
     head INTEGER NOT NULL,
     nextAt INTEGER NOT NULL DEFAULT 0,
     attempts INTEGER NOT NULL DEFAULT 0,
     createdUtcMs INTEGER NOT NULL,
     reason TEXT,
     entry TEXT NOT NULL,
     UNIQUE (target, id)
   );
   CREATE INDEX outbox_ids ON outbox (id);
   CREATE INDEX outbox_files ON outbox (target, sha256) WHERE sha256 IS NOT NULL;
   CREATE INDEX outbox_heads ON outbox (target, seq, nextAt) WHERE head = 1;
   CREATE INDEX outbox_groups ON outbox (target, grp, seq) WHERE state <> 'parked';
   CREATE TABLE acknowledged (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     target TEXT NOT NULL,
     id TEXT NOT NULL,
     UNIQUE (target, id)
   );
   CREATE INDEX acknowledged_ids ON acknowledged (id);
   CREATE TABLE counters (
     name TEXT PRIMARY KEY,
     value INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE saved (
     key TEXT PRIMARY KEY,
     value TEXT NOT NULL
   ) WITHOUT ROWID;`,
  // files have a lane of their own; the rows of a package are found without knowing its target
  `DROP INDEX outbox_heads;
   CREATE INDEX outbox_event_heads ON outbox (target, seq, nextAt)
     WHERE head = 1 AND sha256 IS NULL;
   CREATE INDEX outbox_file_heads ON outbox (target, seq, nextAt)
     WHERE head = 1 AND sha256 IS NOT NULL;
   DROP INDEX outbox_groups;
   CREATE INDEX outbox_groups ON outbox (grp, target, seq) WHERE state <> 'parked';
   CREATE INDEX outbox_parked ON outbox (target, seq) WHERE state = 'parked';
   CREATE TABLE numbers (
     key TEXT NOT NULL,
     name TEXT NOT NULL,
     value INTEGER NOT NULL,
     PRIMARY KEY (key, name)
   ) WITHOUT ROWID;`,
];

/** Brings a database up to date. Throws AgentError 'store/failed' for one of a newer agent. */
export function migrate(db: Database.Database): void {
  const version = Number((db.pragma('user_version') as [{ user_version: number }])[0].user_version);
  if (version > MIGRATIONS.length) {
    throw new AgentError(
      'store/failed',
      `the database has version ${version}, this agent knows up to ${MIGRATIONS.length}: start the newer agent that wrote it`,
      { version, known: MIGRATIONS.length },
    );
  }
  MIGRATIONS.slice(version).forEach((script, index) => {
    db.exec(`BEGIN; ${script} PRAGMA user_version = ${version + index + 1}; COMMIT;`);
  });
}
