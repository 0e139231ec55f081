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
  /**
   * The next number of a named counter, from 1, without gaps across restarts. With a `key` the number is
   * kept for it: the same key gets the same number until an entry of that id is committed or that key is
   * removed, so work that is repeated uses up none. (A key that is the id of an entry that is or was
   * there gets a number that is not used up: `commit` leaves that entry as it is.)
   */
  nextSequence(name: string, key?: string): Promise<number>;
  /** Entries of a target (of one kind) that may go now: oldest of each group, groups in order of age. */
  due(
    target: string,
    limit: number,
    nowUtcMs: number,
    kind?: OutboxEntry['kind'],
  ): Promise<readonly DueEntry[]>;
  /**
   * Sent but not acknowledged: comes back in `due` at `retryAtUtcMs`. Here and below, without `target`
   * the entries of that id of every target are meant.
   */
  markSent(id: string, retryAtUtcMs: number, target?: string): Promise<void>;
  /** Not delivered: comes back at `retryAtUtcMs`. */
  postpone(id: string, retryAtUtcMs: number, reason: string, target?: string): Promise<void>;
  /**
   * Set aside and visible, never blocking its group (named as for `acknowledge`); of a target's parked
   * events the newest 1000 are kept. Gives what was waiting until then.
   */
  park(id: string, reason: string, target?: string): Promise<readonly OutboxEntry[]>;
  /** Every parked entry of a target gets another chance, at its old place; how many. */
  releaseParked(target: string): Promise<number>;
  /**
   * The platform has it: the entry goes. True when it was there. A sha256 in place of the id means every
   * file of that content that was brought there and waits for its ack.
   */
  acknowledge(target: string, id: string): Promise<boolean>;
  /**
   * Whether a package is with its platform: its event (of the same id) was acknowledged (of the last
   * 100 000 ids), and none of its files is still here, not even parked.
   */
  delivered(packageId: string): Promise<boolean>;
  /** The package is to be deleted: its event, its files and what is said of them (group `{id}/...`) go. */
  forget(packageId: string): Promise<void>;
  stats(target?: string): Promise<OutboxStats>;
}
