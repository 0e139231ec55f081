/** What waits for the platform: one message, or one file that goes through an upload driver. */
export type OutboxEntry = {
  /** Unchanged over every retry: the platform's key for "seen already". Events: UUIDv7; files: package and name. */
  readonly id: string;
  readonly target: string;
  /** Strict order within one group (an episode); groups do not wait for each other. */
  readonly group: string;
  readonly createdUtcMs: number;
} & (
  | {
      readonly kind: 'event';
      /** Below `{prefix}/{site}/{node}/`, e.g. `evt/gate`. */
      readonly topic: string;
      /** Structured CloudEvent, JSON. */
      readonly body: string;
    }
  | {
      readonly kind: 'media';
      readonly path: string;
      readonly sha256: string;
      readonly bytes: number;
      readonly mime: string;
      /** Name below the target's directory. */
      readonly name: string;
      /** Named in the event that says where the file is. */
      readonly episode?: string;
      readonly camera?: string;
      readonly packageId?: string;
    }
);

/** An entry whose turn it is, with how often it was tried before. */
export type DueEntry = OutboxEntry & { readonly attempts: number };

/** Small documents that must survive a restart: rule state, sequence numbers, counters. */
export interface Saved {
  readonly key: string;
  readonly value: string;
}

export interface OutboxStats {
  readonly pending: number;
  readonly sent: number;
  readonly parked: number;
  readonly acknowledged: number;
  readonly oldestUtcMs?: number;
}

/** The durable store: messages to send and state to resume from, in one database. */
export interface Store extends AsyncDisposable {
  /**
   * Writes entries and state in one transaction; on disk when it resolves. An id that is or was there is
   * left as it is. Throws AgentError 'store/full' when the disk is, and keeps working afterwards.
   */
  commit(entries: readonly OutboxEntry[], saved?: readonly Saved[]): Promise<void>;
  load(key: string): Promise<string | undefined>;
  loadAll(prefix: string): Promise<readonly Saved[]>;
  remove(keys: readonly string[]): Promise<void>;
  /** The next number of a named counter, from 1, without gaps across restarts. */
  nextSequence(name: string): Promise<number>;
  /** Entries of a target that may go now: oldest of each group, groups in order of age. */
  due(target: string, limit: number, nowUtcMs: number): Promise<readonly DueEntry[]>;
  /**
   * Sent but not acknowledged: comes back in `due` at `retryAtUtcMs`. Here and below, without `target`
   * the entries of that id of every target are meant.
   */
  markSent(id: string, retryAtUtcMs: number, target?: string): Promise<void>;
  /** Not delivered: comes back at `retryAtUtcMs`. */
  postpone(id: string, retryAtUtcMs: number, reason: string, target?: string): Promise<void>;
  /** Set aside, visible, never lost, never blocking its group. Gives what was waiting until then. */
  park(id: string, reason: string, target?: string): Promise<readonly OutboxEntry[]>;
  /** The platform has it (named by id, a file also by its sha256): the entry goes. True when it was there. */
  acknowledge(target: string, id: string): Promise<boolean>;
  /** Whether some target has acknowledged this id (of the last 100 000). */
  wasAcknowledged(id: string): Promise<boolean>;
  stats(target?: string): Promise<OutboxStats>;
}
