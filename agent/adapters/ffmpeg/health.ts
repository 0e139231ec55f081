import type { SourceHealth } from '../../ports/frame-source.ts';

/** Readable and writable: a source keeps one and shows it. */
export type Health = { -readonly [K in keyof SourceHealth]: SourceHealth[K] };

export function newHealth(): Health {
  return { state: 'connecting', connects: 0, frames: 0, dropped: 0, damaged: 0 };
}
