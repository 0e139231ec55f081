import { createHash } from 'node:crypto';
import type { ResolvedCamera } from '../config/resolved.ts';
import { HOME } from '../core/geometry/zone.ts';
import type { SceneReference } from '../core/scene/reference.ts';
import { fromText, toText } from '../core/scene/reference-text.ts';
import type { Views } from '../core/scene/views.ts';
import type { Saved, Store } from '../ports/outbox.ts';

const PREFIX = 'scene/';
const EVERY_MS = 600_000;

/** Keeps what a camera should show over restarts. A view whose zones were drawn anew is learnt anew. */
export class SavedScene {
  readonly #camera: Pick<ResolvedCamera, 'id' | 'zones' | 'lines'>;
  readonly #saved = new Map<string, SceneReference>();
  #savedMs = Number.NEGATIVE_INFINITY;

  constructor(camera: Pick<ResolvedCamera, 'id' | 'zones' | 'lines'>) {
    this.#camera = camera;
  }

  /** By view. */
  async load(store: Pick<Store, 'loadAll'>): Promise<Readonly<Record<string, SceneReference>>> {
    const prefix = this.#key('');
    for (const { key, value } of await store.loadAll(prefix)) {
      const view = key.slice(prefix.length);
      const [drawn, ...lines] = value.split('\n');
      const reference = drawn === this.#drawn(view) ? fromText(lines.join('\n')) : undefined;
      if (reference !== undefined) this.#saved.set(view, reference);
    }
    return Object.fromEntries(this.#saved);
  }

  /** The rows to be saved now, where there is something new; every ten minutes, or when `now`. */
  due({ scenes }: Pick<Views, 'scenes'>, monotonicMs: number, now = false): readonly Saved[] {
    if (!now && monotonicMs - this.#savedMs < EVERY_MS) return [];
    const rows = Object.entries(scenes).flatMap(([view, { reference }]): Saved[] => {
      if (reference === undefined || reference === this.#saved.get(view)) return [];
      this.#saved.set(view, reference);
      return [{ key: this.#key(view), value: `${this.#drawn(view)}\n${toText(reference)}` }];
    });
    if (rows.length > 0) this.#savedMs = monotonicMs;
    return rows;
  }

  #key(view: string): string {
    return `${PREFIX}${this.#camera.id}/${view}`;
  }

  /** What is drawn in a view. */
  #drawn(view: string): string {
    const { zones, lines } = this.#camera;
    const own = [...zones, ...lines].filter(({ preset = HOME }) => preset === view);
    return createHash('sha256').update(JSON.stringify(own)).digest('hex');
  }
}
