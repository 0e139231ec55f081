import type { OutboxEntry } from '../../ports/outbox.ts';
import type { RequestName, Requests } from './requests.ts';

export type Row = Readonly<Record<string, string | number | null>>;

export type Operations = {
  readonly [N in RequestName]: (...args: Requests[N]['args']) => Requests[N]['answer'];
};

/** The outbox entry of a row. */
export function entryOf(row: Row): OutboxEntry {
  return JSON.parse(String(row['entry']));
}
