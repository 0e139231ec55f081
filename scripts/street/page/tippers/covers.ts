import { BufferAttribute, type BufferGeometry, Color } from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { Cover, Opening } from '../../assets/asset.ts';
import type { BodyShape } from '../../assets/tipper-shapes.ts';
import { random } from '../../world/random.ts';
import type { Vec3 } from '../../world/vector.ts';
import { type Cloth, clothRows, ropeRows } from './cloth.ts';
import { addLid } from './lid.ts';
import type { LoadField } from './load-field.ts';
import type { Mould } from './mould.ts';
import { reliefOf } from './relief.ts';
import { rod, sheet } from './solid.ts';

const TARPAULINS = ['#2f6d45', '#24578a', '#3f4446', '#6f7a4d', '#b5652a', '#7c7f80'];
const NETS = ['#2f9c58', '#2f9c58', '#3a8a4a', '#23272a'];
const PARTIALS: readonly Opening[] = ['rolled', 'torn', 'lid', 'rolled', 'torn'];

/** What a cover adds beside the lid's parts, which go into the mould. */
export interface CoverCloth {
  readonly kind: 'tarpaulin' | 'net';
  readonly cloth: BufferGeometry;
}

export interface Covered {
  readonly body: BodyShape;
  readonly field: LoadField;
  readonly cover: Cover;
  /** Of a tarpaulin: a corner is torn off. */
  readonly torn: boolean;
  /** By default drawn. */
  readonly opening: Opening | undefined;
  readonly seed: number;
  readonly lid: string;
  /** A lid does not go over a heap. */
  readonly heaped: boolean;
}

/** Puts the cover on: parts of a lid into the mould, cloth as a geometry of its own (with colours). */
export function addCover(
  mould: Mould,
  { body, field, cover, torn, opening, seed, lid, heaped }: Covered,
): CoverCloth | undefined {
  const draw = random(seed, 'cover');
  const pick = (from: readonly string[]): string =>
    from[Math.floor(draw() * from.length)] ?? '#2f6d45';
  if (cover === 'rigid') addLid(mould, body, lid, false);
  if (cover === 'net') {
    const cloth = { drop: 0.26, sag: 0.16, folds: 0.1, pleats: 0.035, from: -0.004, to: 0.99 };
    return {
      kind: 'net',
      cloth: shaded(sheet(clothRows(body, field, cloth, seed)), pick(NETS), seed, 0.5),
    };
  }
  const whole = { drop: 0.34, sag: 0.14, folds: 0.09, pleats: 0.012, from: -0.004, to: 0.985 };
  const tarpaulin = pick(TARPAULINS);
  if (cover === 'tarpaulin' && torn)
    return tornCloth({ body, field, seed }, whole, tarpaulin, { left: draw() < 0.5, share: 0.72 });
  if (cover === 'tarpaulin') return roped(mould, { body, field, seed }, whole, tarpaulin);
  if (cover !== 'partial') return undefined;
  const drawn = PARTIALS[Math.floor(draw() * PARTIALS.length)] ?? 'rolled';
  const way = opening ?? drawn;
  if (way === 'lid' && !heaped) {
    addLid(mould, body, lid, true);
    return undefined;
  }
  return way !== 'torn'
    ? rolledBack(mould, { body, field, seed }, whole, tarpaulin, draw())
    : tornCloth({ body, field, seed }, whole, tarpaulin, { left: draw() < 0.5, share: 0.36 });
}

interface Under {
  readonly body: BodyShape;
  readonly field: LoadField;
  readonly seed: number;
}

function roped(
  mould: Mould,
  { body, field, seed }: Under,
  cloth: Cloth,
  colour: string,
): CoverCloth {
  const rows = clothRows(body, field, cloth, seed);
  mould.add('matt', '#b9b29a', ...ropeRows(rows, 8).map((rope) => sheet(rope)));
  return { kind: 'tarpaulin', cloth: shaded(sheet(rows), colour, seed, 0.25) };
}

/** The cloth lies over one half, the rest of it as a roll across. */
function rolledBack(
  mould: Mould,
  under: Under,
  whole: Cloth,
  colour: string,
  share: number,
): CoverCloth {
  const { body, field, seed } = under;
  const edge = 0.4 + 0.25 * share;
  const rows = clothRows(body, field, { ...whole, from: edge }, seed);
  const lip = rows[0] ?? [];
  const roll = lip.slice(4, -4);
  const parts = roll.slice(1).map((point, at): BufferGeometry => {
    const before = roll[at] ?? point;
    const lift = ([x, y, z]: Vec3): Vec3 => [x, Math.min(y + 0.06, body.crest - 0.05), z];
    return rod(lift(before), lift(point), 0.1, 7);
  });
  mould.add('matt', colour, ...parts);
  return { kind: 'tarpaulin', cloth: shaded(sheet(rows), colour, seed, 0.25) };
}

/** A corner is gone: the load shows through a ragged hole. `share` of the width is left at its widest. */
function tornCloth(
  { body, field, seed }: Under,
  whole: Cloth,
  colour: string,
  { left, share }: { readonly left: boolean; readonly share: number },
): CoverCloth {
  const rows = clothRows(body, field, whole, seed);
  const ragged = reliefOf(seed, 'tear');
  const keep = (row: number, column: number): boolean => {
    const along = row / rows.length;
    const across = (left ? 26 - column : column) / 26;
    return (
      across + 0.22 * (ragged(row * 0.6, column * 0.6) - 0.5) <
      share + Math.max(0, along - 0.42) * 1.6
    );
  };
  return { kind: 'tarpaulin', cloth: shaded(sheet(rows, { keep }), colour, seed, 0.25) };
}

/** Colours with light and dark folds, and dust. */
function shaded(
  geometry: BufferGeometry,
  colour: string,
  seed: number,
  contrast: number,
): BufferGeometry {
  const one = geometry.toNonIndexed();
  const { position } = one.attributes;
  if (!position) throw new Error('a cloth has no points');
  const relief = reliefOf(seed, 'folds');
  const colours = new Float32Array(position.count * 4);
  const places = new Float32Array(position.count * 2);
  const [base, dust, shade] = [new Color(colour), new Color('#9a8a70'), new Color()];
  for (let at = 0; at < position.count; at += 1) {
    const [x, y, z] = [position.getX(at), position.getY(at), position.getZ(at)];
    const fold = 1 + contrast * (relief(x * 4 + z, z * 2.5 + y) - 0.5) * 2;
    shade
      .copy(base)
      .multiplyScalar(fold)
      .lerp(dust, 0.25 * relief(x + 30, z));
    shade.toArray(colours, 4 * at);
    // a net in folds lies double
    colours[4 * at + 3] = Math.min(1, 0.75 + 1.1 * contrast * relief(x * 7, z * 5 + y));
    places.set([x, z + 0.6 * y], 2 * at);
  }
  one.setAttribute('color', new BufferAttribute(colours, 4));
  one.setAttribute('uv', new BufferAttribute(places, 2));
  return mergeGeometries([one]);
}
