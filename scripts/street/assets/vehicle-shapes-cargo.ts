import type { CargoShape } from './vehicle-shapes.ts';

/** The outline of a compactor's body seen from the side, between its front and rear x (asset's axes). */
export function compactorOutline(
  { floor, height }: CargoShape,
  front: number,
  rear: number,
): readonly (readonly [x: number, y: number])[] {
  const tail = rear + 1.15;
  return [
    [front, floor],
    [front, height],
    [tail, height],
    [tail - 0.5, height - 0.08],
    [rear + 0.1, height * 0.62],
    [rear, floor + 0.25],
    [rear + 0.2, floor - 0.18],
    [tail, floor],
  ];
}
