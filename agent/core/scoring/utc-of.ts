import { daysSince1970 } from '../time/civil-days.ts';

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(?:Z|([+-])(\d\d):?(\d\d))$/;

/**
 * Milliseconds since 1970 UTC of an ISO 8601 instant with zone. Own arithmetic: core has no clock. Throws
 * RangeError on anything else.
 */
export function utcOf(iso: string): number {
  const found = ISO.exec(iso);
  if (found === null)
    throw new RangeError(`expected a time such as 2026-05-01T08:00:00+08:00, got '${iso}'`);
  const part = (index: number): number => Number(found[index] ?? 0);
  const days = daysSince1970(part(1), part(2), part(3));
  const sign = found[8] === '-' ? -1 : 1;
  const minutes = part(4) * 60 + part(5) - sign * (part(9) * 60 + part(10));
  const ms = Math.round((part(6) + part(7)) * 1000);
  return days * 86_400_000 + minutes * 60_000 + ms;
}
