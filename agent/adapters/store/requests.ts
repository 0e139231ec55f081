import type { DueEntry, OutboxEntry, OutboxStats, Saved } from '../../ports/outbox.ts';

/** What the store asks its thread: name -> arguments and answer. */
export interface Requests {
  commit: { args: [entries: readonly OutboxEntry[], saved: readonly Saved[]]; answer: undefined };
  load: { args: [key: string]; answer: string | undefined };
  loadAll: { args: [prefix: string]; answer: readonly Saved[] };
  remove: { args: [keys: readonly string[]]; answer: undefined };
  nextSequence: { args: [name: string, key: string | undefined]; answer: number };
  due: {
    args: [target: string, limit: number, nowUtcMs: number, kind: OutboxEntry['kind'] | undefined];
    answer: readonly DueEntry[];
  };
  markSent: { args: [id: string, retryAt: number, target: string | undefined]; answer: undefined };
  postpone: {
    args: [id: string, retryAt: number, reason: string, target: string | undefined];
    answer: undefined;
  };
  park: {
    args: [id: string, reason: string, target: string | undefined];
    answer: readonly OutboxEntry[];
  };
  acknowledge: { args: [target: string, id: string]; answer: boolean };
  delivered: { args: [packageId: string]; answer: boolean };
  forget: { args: [packageId: string]; answer: undefined };
  stats: { args: [target: string | undefined]; answer: OutboxStats };
  parked: { args: [target: string, limit: number]; answer: readonly ParkedEntry[] };
  release: { args: [id: string, target: string | undefined]; answer: undefined };
  releaseParked: { args: [target: string]; answer: number };
}

/** An entry set aside, and why. */
export type ParkedEntry = OutboxEntry & { readonly reason: string };

export type RequestName = keyof Requests;

export interface Request {
  readonly number: number;
  readonly name: RequestName;
  readonly args: readonly unknown[];
}

export type Reply =
  | { readonly number: number; readonly ok: true; readonly answer: unknown }
  | {
      readonly number: number;
      readonly ok: false;
      readonly code: 'store/full' | 'store/failed';
      readonly message: string;
    };

export type FromThread =
  | { readonly type: 'open'; readonly setAside?: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'replies'; readonly replies: readonly Reply[] };
