import type { StreetClass } from './asset.ts';

/** What of each kind is labelled on its own, in the order in which the page makes it, and how many are mixed. */
const KINDS = {
  'stall-parasol': [['umbrella', 'table', 'goods'], 7],
  'stall-tent': [['table', 'goods'], 3],
  'stall-table': [['table', 'goods'], 4],
  'stall-cart': [['cart'], 7],
  'stall-tricycle': [['tricycle', 'goods'], 5],
  'stall-mat': [['goods'], 6],
  'shop-goods': [['goods'], 8],
} as const satisfies Readonly<Record<string, readonly [readonly StreetClass[], count: number]>>;

export type MixedKind = keyof typeof KINDS;

const NAMED = /^(.+)-mix-\d+$/;

/**
 * Stalls to learn from, beside the drawn ones: each mixed once from sizes, parts and wares, each time in
 * other colours. One drawn stall of a kind taught models that one.
 */
export const STALL_MIXES: readonly (readonly [id: string, parts: readonly StreetClass[]])[] =
  Object.entries(KINDS).flatMap(([kind, [parts, count]]) =>
    Array.from({ length: count }, (_, at) => [`${kind}-mix-${at + 1}`, parts] as const),
  );

/** The kind of a mixed stall; undefined for a drawn one. */
export function mixedKind(id: string): MixedKind | undefined {
  const kind = NAMED.exec(id)?.[1];
  return kind !== undefined && kind in KINDS ? (kind as MixedKind) : undefined;
}
