import { placementOf } from '../../../agent/core/scene/affine.ts';
import { IN_PLACE, type Placement } from '../../../agent/core/scene/placement.ts';
import { TOUCHES, type Touch } from './touches.ts';
import { ROOM, SHAPE } from './window.ts';

/** What is done to a camera from the moment 0 on. */
export interface Change {
  readonly name: string;
  /** Where the scene lies so many seconds after. */
  readonly at: (seconds: number) => Placement;
  readonly touch?: Touch;
  /** What must be said of it within 30 s. */
  readonly wanted: 'well' | 'moved';
}

const SHIFTS = [0.3, 0.5, 1, 2, 3, 5, 8, 12];
/** Degrees, positive is down; another one for every film. */
const DIRECTIONS = [0, 150, 40, 180, 320, 90, 210, 270];
const ROLLS = [-2, -1, 1, 2];

/** The changes that a film is tried with; the direction goes by its number. */
export function changesOf(film: number): readonly Change[] {
  const shifts = SHIFTS.map((percent, at) => {
    const direction = DIRECTIONS[(film + at * 3) % DIRECTIONS.length] ?? 0;
    const [shiftX, shiftY] = shiftOf(percent / 100, direction);
    const placement = placementOf({ shiftX, shiftY, roll: 0, zoom: 1 }, SHAPE);
    const wanted = percent >= 3 ? ('moved' as const) : ('well' as const);
    return { name: `shift ${percent} %`, at: () => placement, wanted };
  });
  const roll = ROLLS[film % ROLLS.length] ?? 1;
  const rolled = placementOf({ shiftX: 0.003, shiftY: -0.004, roll, zoom: 1 }, SHAPE);
  const zoomed = placementOf(
    { shiftX: 0.004, shiftY: 0.004, roll: 0, zoom: film % 2 === 0 ? 1.02 : 0.98 },
    SHAPE,
  );
  return [
    { name: 'none', at: () => IN_PLACE, wanted: 'well' },
    ...shifts,
    { name: `roll ${Math.abs(roll)} deg`, at: () => rolled, wanted: 'well' },
    { name: 'zoom 2 %', at: () => zoomed, wanted: 'well' },
    { name: 'shake', at: (seconds) => shaken(seconds, film), wanted: 'well' },
    { name: 'sag 1 %/min', at: sagged, wanted: 'well' },
    ...touchesOf(film),
  ];
}

/** Weather and traffic, before a camera that has just been pushed by 0.8 %. */
function touchesOf(film: number): readonly Change[] {
  const [shiftX, shiftY] = shiftOf(0.008, DIRECTIONS[film % DIRECTIONS.length] ?? 0);
  const placement = placementOf({ shiftX, shiftY, roll: 0, zoom: 1 }, SHAPE);
  return Object.entries(TOUCHES).map(([name, touch]) => ({
    ...{ name: `0.8 %, ${name}`, at: () => placement, touch, wanted: 'well' },
  }));
}

/** Shares of width and height; what the film has no room for up and down goes to the side. */
function shiftOf(share: number, direction: number): readonly [number, number] {
  const aspect = SHAPE.width / SHAPE.height;
  const angle = (direction * Math.PI) / 180;
  const most = ROOM.y / aspect;
  const down = Math.max(-most, Math.min(most, share * Math.sin(angle)));
  const side = Math.sqrt(share * share - down * down) * (Math.cos(angle) < 0 ? -1 : 1);
  return [side, down * aspect];
}

/** Two sines a direction, 0.2 to 0.8 % of the width and 0.5 to 2 times a second. */
function shaken(seconds: number, film: number): Placement {
  const size = 0.002 + 0.002 * (film % 4);
  const turns = 2 * Math.PI * (0.5 + 0.37 * (film % 5));
  const shiftX = size * Math.sin(turns * seconds + film);
  const shiftY = 0.6 * size * Math.sin(1.31 * turns * seconds + 2 * film);
  return placementOf({ shiftX, shiftY, roll: 0, zoom: 1 }, SHAPE);
}

function sagged(seconds: number): Placement {
  const shiftY = (((0.01 * seconds) / 60) * SHAPE.width) / SHAPE.height;
  return placementOf({ shiftX: 0, shiftY, roll: 0, zoom: 1 }, SHAPE);
}
