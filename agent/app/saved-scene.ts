import { createHash } from 'node:crypto';
import type { ResolvedCamera } from '../config/resolved.ts';
import type { SceneReference } from '../core/scene/reference.ts';
import { fromText, toText } from '../core/scene/reference-text.ts';
import type { Saved, Store } from '../ports/outbox.ts';

const PREFIX = 'scene/';
const EVERY_MS = 600_000;

/** Keeps what a camera should see over restarts. Where zones or lines were drawn anew, it is learnt anew. */
export class SavedScene {
  readonly #key: string;
  readonly #drawn: string;
  #saved: SceneReference | undefined;
  #savedMs = Number.NEGATIVE_INFINITY;

  constructor({ id, zones, lines }: Pick<ResolvedCamera, 'id' | 'zones' | 'lines'>) {
    this.#key = `${PREFIX}${id}`;
    this.#drawn = createHash('sha256')
      .update(JSON.stringify([zones, lines]))
      .digest('hex');
  }

  async load(store: Pick<Store, 'load'>): Promise<SceneReference | undefined> {
    const [drawn, ...lines] = ((await store.load(this.#key)) ?? '').split('\n');
    this.#saved = drawn === this.#drawn ? fromText(lines.join('\n')) : undefined;
    return this.#saved;
  }

  /** The row to be saved now, where there is something new; every ten minutes, or when `now`. */
  due(reference: SceneReference | undefined, monotonicMs: number, now = false): readonly Saved[] {
    if (reference === undefined || reference === this.#saved) return [];
    if (!now && monotonicMs - this.#savedMs < EVERY_MS) return [];
    this.#saved = reference;
    this.#savedMs = monotonicMs;
    return [{ key: this.#key, value: `${this.#drawn}\n${toText(reference)}` }];
  }
}
