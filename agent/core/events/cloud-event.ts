/** A platform's message limit is far above this; some brokers' is not. */
export const MAX_EVENT_BYTES = 64 * 1024;

/** CloudEvents 1.0 in structured JSON, with the extensions this agent sets. */
export interface CloudEvent<D = Readonly<Record<string, unknown>>> {
  readonly specversion: '1.0';
  /** UUIDv7; the same on every retry. */
  readonly id: string;
  /** `/{site}/{node}/{camera}`, or `/{site}/{node}` for what concerns no camera. */
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  /** RFC 3339 with the site's offset. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Ten digits or more, so that words sort as numbers do. */
  readonly sequence: string;
  readonly partitionkey: string;
  readonly data: D;
}

/** What every event needs beside its type and data. */
export interface Envelope {
  readonly id: string;
  readonly site: string;
  readonly node: string;
  readonly camera?: string;
  /** RFC 3339 with offset, of the moment it speaks of. */
  readonly time: string;
  /** From 1, per camera (or node), without gaps. */
  readonly sequence: number;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const SEQUENCE_DIGITS = 10;

/** Throws RangeError when the time has no offset or the sequence is no whole number from 1. */
export function cloudEvent<D>(
  { id, site, node, camera, time, sequence }: Envelope,
  about: { readonly type: string; readonly subject?: string; readonly data: D },
): CloudEvent<D> {
  if (!TIME.test(time)) throw new RangeError(`an event time needs an offset (RFC 3339): ${time}`);
  if (!(Number.isSafeInteger(sequence) && sequence >= 1))
    throw new RangeError(`an event sequence is a whole number from 1; got ${sequence}`);
  const { type, subject, data } = about;
  return {
    specversion: '1.0',
    id,
    source: `/${[site, node, ...(camera === undefined ? [] : [camera])].map(encodeURIComponent).join('/')}`,
    type,
    ...(subject !== undefined && { subject }),
    time,
    datacontenttype: 'application/json',
    sequence: String(sequence).padStart(SEQUENCE_DIGITS, '0'),
    partitionkey: camera ?? node,
    data,
  };
}

/** The event as it is sent. Throws RangeError over 64 KiB: pictures never travel inside an event. */
export function encodeEvent(event: CloudEvent<unknown>): string {
  const body = JSON.stringify(event);
  const bytes = new TextEncoder().encode(body).length;
  if (bytes > MAX_EVENT_BYTES)
    throw new RangeError(
      `an event may have ${MAX_EVENT_BYTES} bytes; this one (${event.type}) has ${bytes}: shorten its facts`,
    );
  return body;
}
