import { redact as redactAddresses } from '../lib/redact.ts';

/** Names of settings whose value is never shown. */
export const SECRET_NAME = /^(key|password|passphrase|secret|token)$/i;

const SHOWN = '***';

/** A text without the passwords of addresses in it and without any of `secrets`. */
export function redactText(text: string, secrets: Iterable<string> = []): string {
  let shown = redactAddresses(text);
  for (const secret of secrets) shown = shown.replaceAll(secret, SHOWN);
  return shown;
}

/** A copy of plain settings with passwords, keys, address passwords and `secrets` blanked. */
export function redact(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((entry) => redact(entry, secrets));
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([key, inner]) => {
    const secret = SECRET_NAME.test(key) && typeof inner === 'string';
    return [key, secret ? SHOWN : redact(inner, secrets)];
  });
  return Object.fromEntries(pairs);
}
