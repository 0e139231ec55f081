import type { OutboxEntry } from './outbox.ts';

export type TargetState = 'connecting' | 'online' | 'offline' | 'refused';

/** The platform's word on one entry. */
export interface Ack {
  readonly id: string;
  readonly status: 'stored' | 'duplicate' | 'rejected';
  readonly code?: string;
  readonly caseNo?: string;
}

export type TargetNotice =
  | { readonly type: 'state'; readonly state: TargetState; readonly reason?: string }
  | { readonly type: 'ack'; readonly ack: Ack };

/** How the transport fared: `delivered` = the broker (or the disk) has it, nothing more. */
export type Delivery =
  | { readonly result: 'delivered' }
  | { readonly result: 'later'; readonly reason: string; readonly afterMs?: number }
  | { readonly result: 'poison'; readonly reason: string };

/** A platform at the other end. Reconnects by itself, for ever. */
export interface Target extends AsyncDisposable {
  readonly name: string;
  /** Whether an entry leaves the outbox by the platform's ack or already by the broker's. */
  readonly ackMode: 'platform' | 'puback';
  state(): TargetState;
  /** Sends one entry of the outbox. Never throws for a fault of the network: that is 'later'. */
  send(entry: OutboxEntry): Promise<Delivery>;
  /** Health; not stored, dropped while offline. */
  telemetry(body: string): void;
  notices(signal: AbortSignal): AsyncIterable<TargetNotice>;
}
