const MAX_DEPTH = 64;

/**
 * Canonical JSON (RFC 8785, JCS): keys in UTF-16 order, numbers and strings as ECMAScript writes them,
 * no white space. Equal values give equal bytes, so that a signature can be checked anywhere.
 *
 * Throws TypeError, naming the place, for all that JSON cannot carry unharmed: undefined, NaN, infinities,
 * bigint, functions, dates and other class instances, lone surrogates, cycles (deeper than 64).
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', 0);
}

/** The same as UTF-8 bytes. */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}

function write(value: unknown, at: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError(`${at}: deeper than ${MAX_DEPTH} levels, or a cycle`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value, at);
  if (typeof value === 'number') return number(value, at);
  if (Array.isArray(value)) return list(value, at, depth);
  if (isPlain(value)) return record(value, at, depth);
  throw new TypeError(`${at}: expected plain JSON, got ${nameOf(value)}`);
}

function number(value: number, at: string): string {
  if (!Number.isFinite(value)) throw new TypeError(`${at}: expected a finite number, got ${value}`);
  return JSON.stringify(value);
}

function text(value: string, at: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError(`${at}: half of a surrogate pair`);
  return JSON.stringify(value);
}

function list(values: readonly unknown[], at: string, depth: number): string {
  // Array.from sees holes as undefined, map would skip them
  const parts = Array.from(values, (item, index) => write(item, `${at}[${index}]`, depth + 1));
  return `[${parts.join(',')}]`;
}

function record(value: Record<string, unknown>, at: string, depth: number): string {
  const parts = Object.keys(value)
    .sort() // by UTF-16 code units, as RFC 8785 section 3.2.3 asks
    .map((key) => `${text(key, at)}:${write(value[key], `${at}.${key}`, depth + 1)}`);
  return `{${parts.join(',')}}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  return value.constructor?.name ?? 'an object';
}
