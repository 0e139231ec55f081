import type { Box } from '../../../agent/core/geometry/box.ts';
import type { StreetClass } from '../assets/asset.ts';
import type { TruthObject } from '../truth/frame.ts';
import { type CocoFinding, overlap } from './detector-coco.ts';

/** What COCO calls our classes; a tricycle and a two-wheeler with its rider may be called by several names. */
const EXACT: Readonly<Partial<Record<StreetClass, readonly string[]>>> = {
  ...{ person: ['person'], bicycle: ['bicycle', 'person'], motorcycle: ['motorcycle', 'person'] },
  ...{ tricycle: ['motorcycle', 'truck'], car: ['car'], van: ['car', 'bus', 'truck'] },
  ...{ bus: ['bus'], truck: ['truck'], 'muck-truck': ['truck'] },
  'service-vehicle': ['car', 'truck', 'bus'],
};
const VEHICLE = ['car', 'bus', 'truck'];
const TWO_WHEELED = ['bicycle', 'motorcycle', 'person'];
const LOOSE: Readonly<Partial<Record<StreetClass, readonly string[]>>> = {
  ...{ person: ['person'], bicycle: TWO_WHEELED, motorcycle: TWO_WHEELED },
  tricycle: ['bicycle', ...VEHICLE, 'motorcycle'],
};

/** Longer side of the smallest thing that is asked for, pixels. */
const LEAST_PIXELS = 48;
/** Share of a thing that must be seen for it to be asked for. */
export const LEAST_SEEN = 0.6;
/** Intersection over union from which on a finding is that thing. */
const SAME = 0.5;

/** Big enough, and as far as truth knows (edges of the picture, other actors) plain enough, to be asked for. */
export function counts(object: TruthObject, width: number, height: number): boolean {
  const { box, visibility, class: of, part } = object;
  const longer = Math.max((box.right - box.left) * width, (box.bottom - box.top) * height);
  return (
    part === undefined &&
    visibility >= LEAST_SEEN &&
    longer > LEAST_PIXELS &&
    EXACT[of] !== undefined
  );
}

/** Whether a detector found a thing by any name of its kind, and by its own. */
interface Hit {
  readonly loose: boolean;
  readonly exact: boolean;
}

/** `seen` is the box around what is really seen of it: of a thing half hidden either box is right. */
export function hitOf(
  object: TruthObject,
  seen: Box,
  findings: readonly CocoFinding[],
  least: number,
): Hit {
  const near = findings.filter(
    ({ box, score }) =>
      score >= least && Math.max(overlap(box, object.box), overlap(box, seen)) >= SAME,
  );
  const called = (names: readonly string[]) => near.some(({ label }) => names.includes(label));
  return {
    loose: called(LOOSE[object.class] ?? VEHICLE),
    exact: called(EXACT[object.class] ?? []),
  };
}

interface Row {
  n: number;
  readonly loose: number[];
  readonly exact: number[];
}

/** Counts of things asked for and found, by class and by asset, for some detectors side by side. */
export class Tally {
  readonly #detectors: readonly string[];
  readonly #rows = new Map<string, Row>();
  #hidden = 0;

  constructor(detectors: readonly string[]) {
    this.#detectors = detectors;
  }

  add(key: string, hits: readonly Hit[]): void {
    const none = this.#detectors.map(() => 0);
    const row = this.#rows.get(key) ?? { n: 0, loose: [...none], exact: [...none] };
    row.n += 1;
    hits.forEach(({ loose, exact }, index) => {
      row.loose[index] = (row.loose[index] ?? 0) + (loose ? 1 : 0);
      row.exact[index] = (row.exact[index] ?? 0) + (exact ? 1 : 0);
    });
    this.#rows.set(key, row);
  }

  /** One that is not asked for, since trees, poles, gates or others hide too much of it. */
  hide(): void {
    this.#hidden += 1;
  }

  /** The table as text; of the assets those found worst come first. */
  told(): string {
    const share = (hits: number, n: number) => `${Math.round((100 * hits) / n)} %`.padStart(6);
    const head = this.#detectors.map((name) => `${name} any/exact`).join('   ');
    const order = (key: string, row: Row) =>
      key.startsWith('class') ? -10 : Math.max(...row.loose) / row.n;
    const sorted = [...this.#rows].sort(([a, one], [b, other]) => order(a, one) - order(b, other));
    const lines = sorted.map(([key, { n, loose, exact }]) => {
      const cells = loose.map((hits, index) => `${share(hits, n)} ${share(exact[index] ?? 0, n)}`);
      const better = share(Math.max(...loose), n);
      return `${key.padEnd(24)}${String(n).padStart(4)}   ${cells.join('      ')}   ${better}\n`;
    });
    return [
      `${''.padEnd(24)}   n   ${head}   better one\n`,
      ...lines,
      `not asked for, hidden by the street: ${this.#hidden}\n`,
    ].join('');
  }
}
