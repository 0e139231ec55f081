import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'libsql';
import { type Opened, openDatabase } from './open-database.ts';
import type { FromThread, Reply, Request } from './requests.ts';
import type { Operations } from './rows.ts';
import { type Bounds, operations } from './statements.ts';

const { path, maxBytes, ...bounds } = workerData as Bounds & {
  path: string;
  maxBytes?: number;
};

/** The database's own thread: whatever came in since the last commit goes into one transaction. */
function serve({ db, setAside }: Opened): void {
  const run = operations(db, bounds);
  let waiting: Request[] = [];
  const flush = () => {
    const batch = waiting;
    waiting = [];
    post({ type: 'replies', replies: together(db, run, batch) });
  };
  parentPort?.on('message', (message: Request | 'close') => {
    if (message === 'close') {
      if (waiting.length > 0) flush();
      db.close();
      parentPort?.close();
      return;
    }
    waiting.push(message);
    if (waiting.length === 1) setImmediate(() => waiting.length > 0 && flush());
  });
  post({ type: 'open', ...(setAside !== undefined && { setAside }) });
}

/** One transaction for all; when it fails, one for each, so that every caller gets his own answer. */
function together(db: Database.Database, run: Operations, batch: readonly Request[]): Reply[] {
  try {
    return transaction(db, () => batch.map((request) => answer(run, request)));
  } catch (error) {
    if (batch.length === 1) return batch.map(({ number }) => failure(number, error));
    return batch.flatMap((request) => together(db, run, [request]));
  }
}

function transaction<T>(db: Database.Database, work: () => T): T {
  db.exec('BEGIN');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK'); // a full disk may have rolled back already
    throw error;
  }
}

function answer(run: Operations, { number, name, args }: Request): Reply {
  const operation = run[name] as (...given: readonly unknown[]) => unknown;
  return { number, ok: true, answer: operation(...args) };
}

function failure(number: number, error: unknown): Reply {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const full = code.startsWith('SQLITE_FULL');
  return {
    number,
    ok: false,
    code: full ? 'store/full' : 'store/failed',
    message: code === '' ? message : `${message} (${code})`,
  };
}

function post(message: FromThread): void {
  parentPort?.postMessage(message);
}

try {
  serve(openDatabase(path, maxBytes));
} catch (error) {
  post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
}
