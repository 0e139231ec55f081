import type { BufferGeometry } from 'three';
import type { TipperShape } from '../../assets/tipper-shapes.ts';
import { type Dirt, type Mould, merge, startMould } from './mould.ts';
import { box, rod, turned } from './solid.ts';

const RUBBER = '#1c1c1d';

/** All wheels of one axle about its middle, so that turning it about z rolls them. */
export function axleGeometry(
  shape: TipperShape,
  axle: number,
  dirt: Dirt,
  rim: string,
): BufferGeometry {
  const { wheel, width, axles } = shape;
  const mould = startMould();
  const outer = width / 2 - 0.03;
  if (axle < axles.length - 2) addFrontWheel(mould, wheel, outer, rim);
  else addTwinWheel(mould, wheel, outer, rim);
  // the same mud on every wheel: about their own middle they know no height
  return merge(mould.parts, { ...dirt, amount: dirt.amount * 0.7 });
}

/** A tyre whose outer wall lies at z. */
function tyre(mould: Mould, radius: number, z: number): void {
  const wide = 0.27;
  const hole = radius * 0.56;
  const profile = [
    [hole, z - wide],
    [radius * 0.92, z - wide],
    [radius, z - wide + 0.04],
    [radius, z - 0.04],
    [radius * 0.92, z],
    [hole * 1.08, z - 0.01],
    [hole, z - 0.03],
  ] as const;
  mould.pair('matt', RUBBER, turned(profile, 20));
}

/** The inner one of twins: its outer wall is hidden by its twin. */
function addInnerTyre(mould: Mould, radius: number, z: number): void {
  const profile = [
    [radius * 0.5, z - 0.25],
    [radius * 0.92, z - 0.27],
    [radius, z - 0.23],
    [radius, z],
  ] as const;
  mould.pair('matt', RUBBER, turned(profile, 18));
}

function addFrontWheel(mould: Mould, radius: number, z: number, rim: string): void {
  tyre(mould, radius, z - 0.02);
  const hole = radius * 0.56;
  const disc = [
    [0, z - 0.02],
    [0.1, z - 0.02],
    [0.12, z - 0.05],
    [hole * 0.7, z - 0.07],
    [hole * 0.8, z - 0.03],
    [hole * 1.03, z - 0.03],
  ] as const;
  mould.pair('matt', rim, turned(disc, 14));
  addNuts(mould, hole * 0.5, z - 0.04);
}

function addTwinWheel(mould: Mould, radius: number, z: number, rim: string): void {
  tyre(mould, radius, z);
  addInnerTyre(mould, radius, z - 0.31);
  const hole = radius * 0.56;
  const dish = [
    [0, z - 0.02],
    [0.12, z - 0.02],
    [0.13, z - 0.18],
    [hole * 0.72, z - 0.2],
    [hole * 0.97, z - 0.06],
    [hole * 1.03, z - 0.02],
  ] as const;
  mould.pair('matt', rim, turned(dish, 14));
  addNuts(mould, hole * 0.55, z - 0.18);
}

function addNuts(mould: Mould, radius: number, z: number): void {
  for (let nut = 0; nut < 6; nut += 1) {
    const angle = (nut / 6) * 2 * Math.PI;
    const at = [radius * Math.cos(angle), radius * Math.sin(angle), z] as const;
    mould.pair('matt', '#4a4c4e', box([0.035, 0.035, 0.04], at));
  }
  mould.pair('matt', '#3a3c3e', rod([0, 0, z - 0.04], [0, 0, z + 0.03], 0.07, 8));
}
