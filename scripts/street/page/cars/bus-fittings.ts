import type { VehicleShape } from '../../assets/vehicle-shapes.ts';
import { random } from '../../world/random.ts';
import type { Sinks } from './details.ts';
import { facePatch, type Ground } from './patches.ts';
import { behindScreen, type Range, sideRect } from './side-rect.ts';
import { type Tint, tintOf } from './sink.ts';

// all of it as dark as it looks through tinted glass
const SEATS = ['#31527a', '#7d5430', '#3a6558'].map(tintOf);
const SKIN = tintOf('#85624d');
const SHIRTS = ['#8d9296', '#672f2b', '#385070', '#94804f', '#2f3238'].map(tintOf);
const RAIL = tintOf('#aeb4b8');
const POLE = tintOf('#a5803a');
const INK = tintOf('#14161a');

/** What makes a bus of a long shell: posts between its panes, seats and people behind them, a driver. */
export function busFittings(sinks: Sinks, ground: Ground, shape: VehicleShape, seed: number): void {
  const panes = shape.sides.find(({ of, right }) => of === 'glass' && !right);
  const screen = shape.front.find(({ of }) => of === 'glass');
  if (!panes || !screen) return;
  const draw = random(seed, 'bus');
  const low = Math.min(...panes.points.map(([, y]) => y)) + 0.03;
  const high = Math.max(...panes.points.map(([, y]) => y)) - 0.03;
  const doors = doorsOf(shape);
  const seat = SEATS[Math.floor(draw() * SEATS.length)] ?? RAIL;
  const last = ground.half * 2 - 0.9;
  for (const x of shape.seats) {
    const drawn = [draw(), draw()] as const;
    if (x > last || doors.some(([from, to]) => x > from - 0.3 && x < to + 0.25)) continue;
    sideRect(sinks.trim, ground, [x, x + 0.4], [low, low + 0.3], seat, 0.0125);
    if (drawn[0] < 0.45) passenger(sinks, ground, x, low, drawn[1]);
  }
  sashes(sinks, ground, shape, [low, high]);
  behindScreen(sinks, ground, screen.y, { shirt: tintOf('#7d8893'), skin: SKIN });
  facePatch(
    sinks.trim,
    ground,
    'front',
    { of: 'dark', y: screen.y, share: [-0.014, 0.014] },
    INK,
    0.016,
  );
  for (const [from, to] of doors) {
    const middle = (from + to) / 2;
    sideRect(sinks.trim, ground, [middle - 0.02, middle + 0.02], [low, high], POLE, 0.0125);
  }
}

function doorsOf({ sides }: VehicleShape): readonly Range[] {
  return sides.flatMap(({ of, right, points }): Range[] => {
    if (of !== 'paint' || !right) return [];
    const xs = points.map(([x]) => x);
    return [[Math.min(...xs), Math.max(...xs)]];
  });
}

function passenger(sinks: Sinks, ground: Ground, x: number, low: number, pick: number): void {
  const shirt: Tint = SHIRTS[Math.floor(pick * SHIRTS.length)] ?? RAIL;
  sideRect(sinks.trim, ground, [x - 0.06, x + 0.3], [low, low + 0.36], shirt, 0.0135);
  sideRect(sinks.trim, ground, [x + 0.02, x + 0.2], [low + 0.36, low + 0.58], SKIN, 0.0135);
}

/** Painted posts between the panes, and the bars of their upper, sliding parts. */
function sashes(sinks: Sinks, ground: Ground, shape: VehicleShape, [low, high]: Range): void {
  const paint = tintOf(shape.livery?.paint ?? '#eceff0');
  for (const x of shape.pillars)
    sideRect(sinks.trim, ground, [x - 0.055, x + 0.055], [low - 0.03, high + 0.03], paint, 0.018);
  shape.pillars.forEach((x, index) => {
    const next = shape.pillars[index + 1];
    if (next === undefined) return;
    const y = high - 0.36;
    sideRect(sinks.metal, ground, [x + 0.06, next - 0.06], [y, y + 0.03], RAIL, 0.015);
  });
}
