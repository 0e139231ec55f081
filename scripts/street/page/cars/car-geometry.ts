import type { Asset } from '../../assets/asset.ts';
import type { VehicleShape } from '../../assets/vehicle-shapes.ts';
import { skinOf } from '../../assets/vehicle-shapes-surface.ts';
import { shapeOf } from '../../assets/vehicle-shapes-table.ts';
import type { Look } from '../contract.ts';
import { busFittings } from './bus-fittings.ts';
import { cabFittings } from './cab-fittings.ts';
import { cargo } from './cargo.ts';
import { fittings, type Sinks, windows } from './details.ts';
import type { Bucket } from './materials.ts';
import { dirtyPaint, streetPaint } from './paint.ts';
import type { Ground } from './patches.ts';
import { darkInside, paintShell } from './shell.ts';
import { sidePatches } from './side-patches.ts';
import { Sink, tintOf } from './sink.ts';
import { trims } from './trims.ts';

export const BUCKETS: readonly Bucket[] = [
  'paint',
  'glass',
  'trim',
  'metal',
  'head',
  'tail',
  'amber',
];

export interface CarGeometry {
  readonly shape: VehicleShape;
  readonly ground: Ground;
  readonly sinks: Sinks;
}

/** All of a vehicle but its wheels, plates and lettering: triangles by material. Needs no page. */
export function carGeometry(asset: Asset, look: Look): CarGeometry {
  const shape = shapeOf(asset.id);
  const trade = shape.cargo?.kind === 'box';
  const hex = shape.livery?.paint ?? look.paint ?? streetPaint(look.seed, trade);
  const ground: Ground = { skin: skinOf(shape.body, asset.length), half: asset.length / 2 };
  const sinks: Sinks = {
    ...{ paint: new Sink(), glass: new Sink(), trim: new Sink(), metal: new Sink() },
    ...{ head: new Sink(), tail: new Sink(), amber: new Sink() },
  };
  paintShell(sinks.paint, ground, dirtyPaint(hex, look.seed, shape.body.sill));
  darkInside(sinks.trim, ground);
  windows(sinks, ground, shape, tintOf('#0d0e10'));
  fittings(sinks, ground, shape, tintOf(hex));
  trims(sinks, ground, shape);
  cargo(sinks, ground, shape, look);
  sidePatches(sinks, ground, shape);
  if (shape.route !== undefined) busFittings(sinks, ground, shape, look.seed);
  else if (shape.cargo && shape.cargo.kind !== 'bed') cabFittings(sinks, ground, shape);
  return { shape, ground, sinks };
}
