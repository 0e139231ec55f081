import * as z from 'zod';

const BYTES = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };
const HOW = 'write a size such as 500KB, 64MB or 1GB';

/** Reads '64MB' as 64000000. */
export const byteSize = z
  .string({ error: HOW })
  .regex(/^\d{1,6}(KB|MB|GB|TB|KiB|MiB|GiB)$/, HOW)
  .transform((text) => {
    const unit = text.replace(/^\d+/, '') as keyof typeof BYTES;
    return Number.parseInt(text, 10) * BYTES[unit];
  });
