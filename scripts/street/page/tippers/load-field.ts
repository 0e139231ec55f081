import type { Load, LoadMaterial } from '../../assets/asset.ts';
import { type BodyShape, WALL } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import { reliefOf, roughRelief } from './relief.ts';

/** Height of a load over the ground: `along` 0 at the tailgate to 1 at the front, `across` -1 left to 1 right. */
export type LoadField = (along: number, across: number) => number;

/** What a load lies in, metres: its ends, half its width, its floor, its walls' top and the crest of a heap. */
export type Trough = Pick<BodyShape, 'rear' | 'front' | 'half' | 'floor' | 'rim' | 'crest'>;

const ROUGH: Readonly<Record<LoadMaterial, number>> = {
  earth: 0.14,
  rubble: 0.2,
  sand: 0.05,
  gravel: 0.07,
};
const COLUMNS = 44;
const ROWS = 20;

/** What lies in the body; its highest point stands at the make's crest when heaped, under the rim when level. */
export function loadField(
  body: Trough,
  load: Load,
  material: LoadMaterial,
  seed: number,
): LoadField {
  if (load === 'empty') return () => body.floor + WALL;
  const rough = roughRelief(seed, 'load', 4);
  const wide = reliefOf(seed, 'heaps');
  const bumps = (along: number, across: number): number =>
    ROUGH[material] * (rough(along * 9, across * 4 + 9) - 0.5);
  if (load === 'level')
    return (along, across) =>
      body.rim -
      0.24 +
      0.1 * (1 - across ** 2) +
      bumps(along, across) * 0.8 +
      0.1 * (wide(along * 3, across) - 0.5);
  const heap = (along: number, across: number): number => {
    const ends = Math.min(1, along / 0.24, (1 - along) / 0.2);
    const sides = 1 - Math.abs(across) ** 2.1;
    const hump = 0.78 + 0.22 * wide(along * 3.2, across * 0.6 + 3);
    return ends * (2 - ends) * sides * hump + bumps(along, across) * 0.9;
  };
  const top = Math.max(...grid((along, across) => heap(along, across)));
  const low = body.rim - 0.12;
  return (along, across) => low + (heap(along, across) / top) * (body.crest - 0.02 - low);
}

function grid(value: (along: number, across: number) => number): readonly number[] {
  return Array.from({ length: (COLUMNS + 1) * (ROWS + 1) }, (_, at) =>
    value((at % (COLUMNS + 1)) / COLUMNS, (2 * Math.floor(at / (COLUMNS + 1))) / ROWS - 1),
  );
}

/** The load's surface as rows of points from the tailgate to the front. */
export function loadRows(body: Trough, field: LoadField): readonly (readonly Vec3[])[] {
  const rear = body.rear + WALL;
  const front = body.front - WALL;
  const half = body.half - WALL;
  return Array.from({ length: COLUMNS + 1 }, (_, column) => {
    const along = column / COLUMNS;
    return Array.from({ length: ROWS + 1 }, (_, row): Vec3 => {
      const across = (2 * row) / ROWS - 1;
      return [rear + (front - rear) * along, field(along, across), half * across];
    });
  });
}
