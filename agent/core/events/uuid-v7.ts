const TIME_BITS_MAX = 2 ** 48;

/**
 * UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds since 1970, then 74 bits taken from the
 * first 10 `bytes`. The same time and bytes always give the same id. Throws RangeError on a time before
 * 1970 or fewer than 10 bytes.
 */
export function uuidV7(utcMs: number, bytes: Uint8Array): string {
  const ms = Math.floor(utcMs);
  if (!(ms >= 0 && ms < TIME_BITS_MAX))
    throw new RangeError(`a UUIDv7 needs a time from 1970 on, in milliseconds; got ${utcMs}`);
  if (bytes.length < 10) throw new RangeError(`a UUIDv7 needs 10 bytes; got ${bytes.length}`);
  const rest = Array.from(bytes.subarray(0, 10), (byte, index) => {
    if (index === 0) return 0x70 | (byte & 0x0f);
    return index === 2 ? 0x80 | (byte & 0x3f) : byte;
  });
  const hex =
    ms.toString(16).padStart(12, '0') +
    rest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
