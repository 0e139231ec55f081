import { type BodyShape, RIB } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import type { LoadField } from './load-field.ts';
import { reliefOf, roughRelief } from './relief.ts';

/** How a cloth lies over the body. */
export interface Cloth {
  /** How far it hangs down outside, how deep it sags over nothing, how high its folds stand. Metres. */
  readonly drop: number;
  readonly sag: number;
  readonly folds: number;
  /** Height of the gathers that run across. */
  readonly pleats: number;
  /** Between which shares of the body's length it lies; beyond 0 and 1 it hangs over the ends. */
  readonly from: number;
  readonly to: number;
}

const ACROSS = 26;
const HEM = 4;

/** Points of a cloth, rows from the tailgate on, each row from the left hem over the top to the right hem. */
export function clothRows(
  body: BodyShape,
  field: LoadField,
  cloth: Cloth,
  seed: number,
): readonly (readonly Vec3[])[] {
  const crumple = roughRelief(seed, 'cloth', 3);
  const waves = reliefOf(seed, 'hem');
  const long = body.front - body.rear;
  const steps = Math.round(46 * (cloth.to - cloth.from)) + 2;
  const shares = Array.from(
    { length: steps + 1 },
    (_, at) => cloth.from + ((cloth.to - cloth.from) * at) / steps,
  );
  const rows = shares.map((along) =>
    Array.from({ length: ACROSS + 1 }, (_, column): Vec3 => {
      const x = body.rear + long * along;
      const { across, beyond } = columnOf(column);
      const top = topAt(body, field, cloth, crumple, along, across);
      if (beyond === 0) return [x, top, across * (body.half + RIB * 0.6)];
      const wave = waves(along * 26, across + 5);
      const hang = cloth.drop * beyond * (0.75 + 0.4 * waves(along * 9, across + 20));
      return [x, top - hang, across * (body.half + RIB + 0.012 + 0.03 * wave * beyond)];
    }),
  );
  return cloth.from <= 0 ? [hanging(body, rows[0] ?? [], cloth), ...rows] : rows;
}

/** Where a point of a row lies: -1 to 1 across the body, and how far down its side (0 on top, 1 at the hem). */
function columnOf(column: number): { readonly across: number; readonly beyond: number } {
  if (column < HEM) return { across: -1, beyond: (HEM - column) / HEM };
  const last = ACROSS - HEM;
  if (column > last) return { across: 1, beyond: (column - last) / HEM };
  return { across: (2 * (column - HEM)) / (ACROSS - 2 * HEM) - 1, beyond: 0 };
}

function topAt(
  body: BodyShape,
  field: LoadField,
  { sag, folds, pleats }: Cloth,
  crumple: LoadField,
  along: number,
  across: number,
): number {
  const inner = Math.min(1, Math.max(0, along));
  const edge = (1 - across ** 2) * Math.min(1, inner * 8, (1 - inner) * 8);
  const held = Math.max(field(inner, across * 0.98), body.rim - sag * edge);
  const rumple = crumple(along * 16 + across * 2, across * 2.2);
  const gather = Math.sin(along * 90 + 14 * crumple(along * 5, across * 2 + 9));
  const crease = (folds * (rumple - 0.45) + pleats * gather) * Math.max(0.25, edge);
  return Math.min(Math.max(held + 0.075 + crease, held + 0.055), body.crest + 0.02);
}

/** Over the tailgate. */
function hanging(body: BodyShape, row: readonly Vec3[], { drop }: Cloth): readonly Vec3[] {
  return row.map(([, y, z]): Vec3 => [body.rear - 0.09, Math.min(y, body.rim) - drop * 0.8, z]);
}

/** Ropes over a cloth: narrow strips along every n-th row. */
export function ropeRows(
  rows: readonly (readonly Vec3[])[],
  every: number,
): readonly (readonly (readonly Vec3[])[])[] {
  return rows
    .filter((_, at) => at > 1 && at % every === 0)
    .map((row) => [
      row.map(([x, y, z]): Vec3 => [x - 0.018, y + 0.012, z * 1.004]),
      row.map(([x, y, z]): Vec3 => [x + 0.018, y + 0.016, z * 1.004]),
    ]);
}
