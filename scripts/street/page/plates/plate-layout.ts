import type { PlateKind } from '../../world/plate-numbers.ts';
import type { Slot } from './font.ts';

/** Where the characters of a plate stand. Millimetres of the plate, from its upper left corner (GA 36). */
export interface PlateLayout {
  readonly width: number;
  readonly height: number;
  readonly slots: readonly Slot[];
  readonly dot?: { readonly x: number; readonly y: number };
}

/** One row (fronts, small cars) or two (the rear of trucks and buses, yellow only). */
export function plateLayout(kind: PlateKind, rows: 1 | 2): PlateLayout {
  if (rows === 2 && kind === 'yellow') return twoRows();
  return kind === 'green' || kind === 'green-large'
    ? oneRow({ width: 480, count: 8, letter: 43, gap: 9, middle: 49 })
    : {
        ...oneRow({ width: 440, count: 7, letter: 45, gap: 12, middle: 34 }),
        dot: { x: 134.5, y: 70 },
      };
}

interface Row {
  readonly width: number;
  readonly count: number;
  readonly letter: number;
  readonly gap: number;
  /** Between the second and the third character. */
  readonly middle: number;
}

function oneRow({ width, count, letter, gap, middle }: Row): PlateLayout {
  let x = 15.5;
  const slots = Array.from({ length: count }, (_, at) => {
    const slot = { x, y: 25, width: at === 0 ? 45 : letter, height: 90 };
    x += slot.width + (at === 1 ? middle : gap);
    return slot;
  });
  return { width, height: 140, slots };
}

function twoRows(): PlateLayout {
  const top = [110, 250].map((x) => ({ x, y: 15, width: 80, height: 60 }));
  const bottom = [0, 1, 2, 3, 4].map((at) => ({
    x: 27.5 + 80 * at,
    y: 90,
    width: 65,
    height: 110,
  }));
  return { width: 440, height: 220, slots: [...top, ...bottom], dot: { x: 220, y: 45 } };
}
