import type { OutboxEntry } from './outbox.ts';

export type MediaEntry = Extract<OutboxEntry, { kind: 'media' }>;

export type Upload =
  /** The file lies there whole, its hash checked; `uri` says where. */
  | { readonly result: 'stored'; readonly uri: string }
  | { readonly result: 'later'; readonly reason: string }
  | { readonly result: 'poison'; readonly reason: string };

/** Brings files to where the platform finds them. Resumable: the same entry again costs little. */
export interface Uploader extends Disposable {
  readonly kind: string;
  /**
   * Never throws for a fault of network or disk: that is 'later'. When aborted it resolves soon, even
   * where the other side hangs.
   */
  upload(entry: MediaEntry, signal: AbortSignal): Promise<Upload>;
}
