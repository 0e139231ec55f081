import type { ResolvedCamera } from '../config/resolved.ts';
import { NOTHING_TOLD, type PatrolTold, patrolNews } from '../core/camera/patrol-news.ts';
import { type ShortStay, shortStays } from '../core/camera/short-stays.ts';
import type { Operation } from '../core/events/operation.ts';
import { NO_PATROL, type Patrol, stepPatrol } from '../core/scene/patrol.ts';
import { type PatrolView, reportPatrol } from '../core/scene/patrol-report.ts';
import type { Saved, Store } from '../ports/outbox.ts';
import type { PatrolStatus } from '../ports/status.ts';
import type { Operations } from './operations.ts';

const PREFIX = 'patrol/';
/** Counts up when the shape of `Patrol` changes: an older one is then learnt anew, not misread. */
const VERSION = 1;
const EVERY_MS = 1000;
const SAVE_EVERY_MS = 600_000;

export interface PatrolWatchDeps {
  readonly camera: Pick<ResolvedCamera, 'id' | 'presets' | 'rules'>;
  readonly operations: Pick<Operations, 'report'>;
}

/** Learns how a camera goes round its views; tells what does not come any more, and what cannot work so. */
export class PatrolWatch {
  readonly #deps: PatrolWatchDeps;
  #patrol: Patrol = NO_PATROL;
  #told = NOTHING_TOLD;
  #shown: string | undefined;
  #savedMs = Number.NEGATIVE_INFINITY;

  constructor(deps: PatrolWatchDeps) {
    this.#deps = deps;
  }

  /** Goes on from what an earlier run has learnt; a camera that has other presets now is learnt anew. */
  async load(store: Pick<Store, 'load'>): Promise<void> {
    const saved = read(await store.load(this.#key));
    if (saved === undefined || `${saved.presets}` !== `${this.#deps.camera.presets}`) return;
    this.#patrol = saved.patrol;
    this.#told = saved.told;
  }

  /** Takes what a picture shows; of one in a second, and of each change. Never throws. */
  async step(view: string | undefined, judged: boolean, utcMs: number): Promise<void> {
    const sinceMs = utcMs - (this.#patrol.utcMs?.last ?? Number.NEGATIVE_INFINITY);
    if (sinceMs >= 0 && sinceMs < EVERY_MS && view === this.#shown) return;
    this.#shown = view;
    this.#patrol = stepPatrol(this.#patrol, { view, judged, utcMs });
    await this.#tell();
  }

  report(): PatrolStatus {
    const { presets, rules } = this.#deps.camera;
    const report = reportPatrol(this.#patrol, presets);
    const all = rules.map(({ rule }) => rule);
    return { ...report, outOfReach: shortStays(all, report.views) };
  }

  /** What is to be saved now: every ten minutes, or when `now`. */
  due(monotonicMs: number, now = false): readonly Saved[] {
    if (!now && monotonicMs - this.#savedMs < SAVE_EVERY_MS) return [];
    this.#savedMs = monotonicMs;
    const { presets } = this.#deps.camera;
    const saved = { version: VERSION, presets, patrol: this.#patrol, told: this.#told };
    return [{ key: this.#key, value: JSON.stringify(saved) }];
  }

  async #tell(): Promise<void> {
    const { views, outOfReach } = this.report();
    const { told, news } = patrolNews(this.#told, views, outOfReach);
    this.#told = told;
    for (const view of [...news.overdue, ...news.back]) await this.#tellView(view);
    for (const short of news.outOfReach) await this.#tellRule(short);
  }

  async #tellView({ preset, overdue, everyMs, seenUtcMs }: PatrolView): Promise<void> {
    const message = overdue
      ? `the camera has not shown '${preset}' for three usual rounds: its rules rest; check the patrol of the camera, or what it shows: streetwarden scene list`
      : `the camera shows '${preset}' again`;
    await this.#report(overdue ? 'view-overdue' : 'view-back', message, {
      preset,
      ...(everyMs !== undefined && { everyMs }),
      ...(seenUtcMs !== undefined && { seenUtc: new Date(seenUtcMs).toISOString() }),
    });
  }

  async #tellRule(short: ShortStay): Promise<void> {
    const { rule, preset, dwellMs, stayMs, awayMs } = short;
    const [needs, stay, away] = [dwellMs, stayMs, awayMs].map((ms) => Math.round(ms / 1000));
    const message = `rule ${rule} needs ${needs} s, and '${preset}' is watched ${stay} s at a time with ${away} s between: it can confirm nothing; let the camera stay longer, come back sooner, or shorten the rule's dwell`;
    await this.#report('dwell-out-of-reach', message, { ...short });
  }

  async #report(what: Operation, message: string, facts: Readonly<Record<string, unknown>>) {
    const { camera, operations } = this.#deps;
    await operations.report(what, { camera: camera.id, message, facts });
  }

  get #key(): string {
    return `${PREFIX}${this.#deps.camera.id}`;
  }
}

interface SavedPatrol {
  readonly presets: readonly string[];
  readonly patrol: Patrol;
  readonly told: PatrolTold;
}

function read(text: string | undefined): SavedPatrol | undefined {
  if (text === undefined) return undefined;
  const { version, ...saved } = JSON.parse(text);
  return version === VERSION ? saved : undefined;
}
