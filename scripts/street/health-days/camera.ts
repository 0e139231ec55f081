import { type Dice, diceOf } from '../world/dice.ts';
import { random } from '../world/random.ts';
import type { Light } from '../world/scenario.ts';

/** What lights the street by night. */
type NightKind = 'lamps' | 'infrared';

/** A camera whose days are simulated. */
export interface DayCamera {
  readonly name: string;
  /** A street of the renderer under a mount, or a film of a real camera. */
  readonly place: { readonly street: string; readonly mount: string } | { readonly clip: string };
  readonly night: NightKind;
  /** Its encoder; a low rate lets little of the sensor's noise through. */
  readonly codec: 'h264' | 'h265';
  readonly gopS: number;
  readonly kbps: number;
  /** Noise by day and by night, as ffmpeg's noise filter counts it. */
  readonly grain: Readonly<Record<'day' | 'night', number>>;
  readonly seed: number;
}

const SITES = [
  ['boulevard-c', 'pole-6m'],
  ['market-street-c', 'pole-8m'],
  ['office-row-c', 'pole-4.5m'],
  ['park-road-c', 'wall-3m'],
  ['boulevard-c', 'gantry-7.2m'],
  ['site-gate-c', 'wall-13m'],
] as const;

const ENCODERS = [
  ['h264', 2, 500],
  ['h264', 4, 800],
  ['h264', 10, 500],
  ['h264', 4, 2000],
  ['h265', 4, 500],
  ['h265', 10, 800],
] as const;

/** `count` cameras in turn over all streets and `clips` (films of real cameras); the same seed gives the same ones. */
export function dayCameras(count: number, seed: number, clips: readonly string[]): DayCamera[] {
  const places: readonly DayCamera['place'][] = [
    ...SITES.map(([street, mount]) => ({ street, mount })),
    ...clips.map((clip) => ({ clip })),
  ];
  return Array.from({ length: count }, (_, at) => {
    const dice = diceOf(random(seed, 'camera', `${at}`));
    const place = places[at % places.length] ?? { street: 'boulevard-c', mount: 'pole-6m' };
    return { name: `${at + 1}`, place, seed: seed * 1000 + at, ...encoderOf(dice, at) };
  });
}

function encoderOf(dice: Dice, at: number): Omit<DayCamera, 'name' | 'place' | 'seed'> {
  const [codec, gopS, kbps] = ENCODERS[at % ENCODERS.length] ?? ENCODERS[0];
  const grain = { day: dice.between(1, 4), night: dice.between(2, 8) };
  const night = at % 2 === 0 ? 'lamps' : 'infrared';
  return { night, codec, gopS, kbps, grain };
}

/** The renderer's light for a camera's day or night. */
export function lightOf({ night }: DayCamera, time: 'day' | 'night'): Light {
  if (time === 'day') return 'overcast';
  return night === 'lamps' ? 'night' : 'infrared';
}
