import type { StreetClass } from './asset.ts';
import type { Livery, SidePatch, VehicleShape } from './vehicle-shapes.ts';
import { BUSES } from './vehicle-shapes-buses.ts';
import { SEDANS } from './vehicle-shapes-sedans.ts';
import { HATCHES_AND_SUVS } from './vehicle-shapes-suvs.ts';
import { TRUCKS } from './vehicle-shapes-trucks.ts';
import { VANS } from './vehicle-shapes-vans.ts';
import { type Stretch, stretched } from './vehicle-stretch.ts';

interface Mark {
  readonly livery: Livery;
  /** The band along the sides: heights as shares of the vehicle's. */
  readonly band: readonly [low: number, high: number];
  /** Lamps on the roof, as a share of the length behind the front. */
  readonly lamps?: number;
}

interface Mix {
  readonly id: string;
  readonly of: StreetClass;
  /** A drawn vehicle of the training half. */
  readonly from: string;
  readonly by: Stretch;
  /** Without windows behind the front doors. */
  readonly panel?: true;
  readonly mark?: Mark;
}

const POLICE = { paint: '#eef1f4', second: '#23479a', text: '警察', sub: 'POLICE' };
const CITY = { paint: '#f4f6f6', second: '#2a6fb5', text: '城管执法' };
const AMBULANCE = { paint: '#f6f6f2', second: '#2f7d4c', text: '救护', sub: '120' };
const WORKS = { paint: '#e8a13a', second: '#5b5f63', text: '市政抢修' };

/**
 * Vehicles to learn from, beside the drawn ones: those of the training half in other sizes, as panel vans, and in
 * the colours of who drives them. One drawn van and three service vehicles taught models those.
 */
export const VEHICLE_MIXES: readonly Mix[] = [
  { id: 'van-mix-1', of: 'van', from: 'van-a', by: [1.1, 1.03, 1.1] },
  { id: 'van-mix-2', of: 'van', from: 'van-a', by: [1.22, 1.1, 1.24], panel: true },
  { id: 'van-mix-3', of: 'van', from: 'suv-a', by: [1.08, 1.01, 1.1] },
  { id: 'van-mix-4', of: 'van', from: 'van-a', by: [1.01, 0.98, 1.04], panel: true },
  { id: 'van-mix-5', of: 'van', from: 'hatch-a', by: [1.12, 0.99, 1.2], panel: true },
  { id: 'van-mix-6', of: 'van', from: 'van-a', by: [1.28, 1.12, 1.16] },
  { id: 'boxtruck-mix-1', of: 'truck', from: 'boxtruck-a', by: [0.86, 0.92, 0.86] },
  { id: 'boxtruck-mix-2', of: 'truck', from: 'boxtruck-a', by: [1.12, 1.06, 1.02] },
  { id: 'boxtruck-mix-3', of: 'truck', from: 'boxtruck-a', by: [1.26, 1.13, 1.14] },
  { id: 'boxtruck-mix-4', of: 'truck', from: 'boxtruck-a', by: [0.95, 1.02, 1.08] },
  { id: 'pickup-mix-1', of: 'truck', from: 'pickup-a', by: [1.06, 1.03, 1.06] },
  service('police-mix-1', 'suv-a', [1, 1, 1], { livery: POLICE, band: [0.3, 0.5], lamps: 0.48 }),
  service('police-mix-2', 'van-a', [1.12, 1.05, 1.14], {
    livery: POLICE,
    band: [0.34, 0.46],
    lamps: 0.4,
  }),
  service('police-mix-3', 'hatch-a', [1, 1, 1.02], {
    livery: POLICE,
    band: [0.32, 0.54],
    lamps: 0.5,
  }),
  service('ambulance-mix-1', 'van-a', [1.18, 1.08, 1.2], {
    livery: AMBULANCE,
    band: [0.36, 0.46],
    lamps: 0.46,
  }),
  service('ambulance-mix-2', 'van-a', [1.06, 1.02, 1.1], {
    ...{
      livery: { ...AMBULANCE, second: '#b8332f', text: '急救' },
      band: [0.4, 0.48],
      lamps: 0.45,
    },
  }),
  service('city-mix-1', 'suv-a', [1.02, 1, 1.03], { livery: CITY, band: [0.36, 0.48], lamps: 0.5 }),
  service('city-mix-2', 'van-a', [1.04, 1, 1.02], { livery: CITY, band: [0.3, 0.5] }),
  service('works-mix-1', 'van-a', [1.16, 1.05, 1.12], {
    livery: WORKS,
    band: [0.3, 0.36],
    lamps: 0.42,
  }),
  service('works-mix-2', 'suv-a', [1, 1, 1.04], { livery: WORKS, band: [0.32, 0.4], lamps: 0.46 }),
  sanitation('sanitation-mix-1', [0.9, 0.94, 0.92], '#2f6fae'),
  sanitation('sanitation-mix-2', [1.12, 1.06, 1.06], '#d8622a'),
  sanitation('sanitation-mix-3', [1.04, 1, 1.14], '#5a9a3a'),
  { id: 'sedan-mix-1', of: 'car', from: 'sedan-a', by: [1.05, 1.03, 1.01] },
  { id: 'sedan-mix-2', of: 'car', from: 'sedan-a', by: [0.93, 0.97, 1.03] },
  { id: 'sedan-mix-3', of: 'car', from: 'sedan-b', by: [1.08, 1.02, 0.98] },
  { id: 'sedan-mix-4', of: 'car', from: 'sedan-b', by: [0.95, 0.99, 1.05] },
  { id: 'hatch-mix-1', of: 'car', from: 'hatch-a', by: [0.9, 0.96, 1.04] },
  { id: 'hatch-mix-2', of: 'car', from: 'hatch-a', by: [1.06, 1.02, 0.98] },
  { id: 'hatch-mix-3', of: 'car', from: 'hatch-a', by: [0.78, 0.9, 1.06] },
  { id: 'suv-mix-1', of: 'car', from: 'suv-a', by: [0.94, 0.97, 1.02] },
  { id: 'suv-mix-2', of: 'car', from: 'suv-a', by: [1.07, 1.04, 1.05] },
  { id: 'suv-mix-3', of: 'car', from: 'suv-a', by: [1.1, 1.02, 0.96] },
  { id: 'bus-mix-1', of: 'bus', from: 'bus-a', by: [0.8, 0.94, 0.96] },
  { id: 'bus-mix-2', of: 'bus', from: 'bus-a', by: [1.14, 1.02, 1.03] },
  { id: 'bus-mix-3', of: 'bus', from: 'bus-a', by: [0.66, 0.86, 0.88] },
];

function service(id: string, from: string, by: Stretch, mark: Mark): Mix {
  return { id, of: 'service-vehicle', from, by, mark };
}

/** Keeps its lamps, and has no band. */
function sanitation(id: string, by: Stretch, second: string): Mix {
  const livery = { paint: '#eef0ea', second, text: '环境卫生' };
  return { id, of: 'service-vehicle', from: 'sanitation-a', by, mark: { livery, band: [0, 0] } };
}

const DRAWN = [...SEDANS, ...HATCHES_AND_SUVS, ...VANS, ...TRUCKS, ...BUSES];

/** The shapes behind them. Throws RangeError where one is mixed from nothing known. */
export const MIXED_SHAPES: readonly VehicleShape[] = VEHICLE_MIXES.map(
  ({ id, from, by, panel, mark }) => {
    const drawn = DRAWN.find((shape) => shape.id === from);
    if (!drawn) throw new RangeError(`expected a vehicle to mix from, got '${from}'`);
    const shape = { ...stretched(drawn, by), id };
    return marked(panel ? panelled(shape) : shape, mark);
  },
);

/** Its windows end where the front doors do. */
function panelled(shape: VehicleShape): VehicleShape {
  const end = (shape.doors[1] ?? 0) - 0.08;
  const sides = shape.sides.map((one): SidePatch => {
    if (one.of !== 'glass') return one;
    return {
      ...one,
      points: one.points.map(([x, y, round]) => [Math.min(x, end), y, x > end ? 0 : (round ?? 0)]),
    };
  });
  return { ...shape, sides, pillars: [] };
}

function marked(shape: VehicleShape, mark: Mark | undefined): VehicleShape {
  if (!mark) return shape;
  const { livery, band, lamps } = mark;
  const { body, cargo } = shape;
  const [low, high] = [band[0] * body.height, band[1] * body.height];
  const [from, to] = [body.to * 0.16, body.to * 0.95];
  const stripe: SidePatch = {
    of: 'second',
    points: [
      [from, low],
      [from, high],
      [to, high],
      [to, low],
    ],
  };
  const text: Livery['textAt'] = cargo
    ? [cargo.from + 1.6, cargo.height * 0.78, 0.36]
    : [body.to * 0.5, (low + high) / 2, Math.max(0.16, (high - low) * 0.8)];
  return {
    ...shape,
    livery: { ...livery, textAt: text },
    sides: high > low ? [...shape.sides, stripe] : shape.sides,
    ...(lamps !== undefined && { lightBar: body.to * lamps }),
  };
}
