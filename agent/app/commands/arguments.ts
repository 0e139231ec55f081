import { InvalidArgumentError } from 'commander';
import * as z from 'zod';

const MAX_S = 3600;
const time = z.iso.datetime({ offset: true });

/** A count of seconds. Throws commander's InvalidArgumentError, which ends with exit code 2. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= MAX_S) return value;
  throw new InvalidArgumentError(`write a number of seconds, at most ${MAX_S}, such as 15`);
}

/** A moment with its offset from UTC, as it is written in a configuration. */
export function moment(text: string): string {
  if (time.safeParse(text).success) return text;
  throw new InvalidArgumentError('write a time such as 2026-05-01T08:00:00+08:00');
}
