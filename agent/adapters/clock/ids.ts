import { createHash } from 'node:crypto';
import { uuidV7 } from '../../core/events/uuid-v7.ts';

/** Names a thing by its time and its parts: the same parts always give the same UUIDv7. */
export function idOf(utcMs: number, ...parts: readonly (string | number)[]): string {
  return uuidV7(utcMs, createHash('sha256').update(JSON.stringify(parts)).digest());
}
