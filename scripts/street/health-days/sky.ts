import { diceOf } from '../world/dice.ts';
import { random } from '../world/random.ts';
import type { DayCamera } from './camera.ts';

/** Light and weather at a moment. All shares are 0 to 1. */
export interface Sky {
  /** Of the day's clock, 0 to 24. */
  readonly hour: number;
  /** How bright the picture by daylight is, and how much of the picture by lamps or infrared is added. */
  readonly daylight: number;
  readonly lamps: number;
  /** How deep shadows are. */
  readonly sun: number;
  readonly fog: number;
  readonly rain: number;
  /** How far the mast sways to each side, as a share of the picture's width. */
  readonly wind: number;
  /** The picture's brightness by what the exposure is late for (1 as it should be). */
  readonly exposure: number;
}

interface Spell {
  readonly kind: 'fog' | 'rain' | 'wind';
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** Hours by the day's clock over which weather comes and goes. */
const RAMP = 0.25;
const SWAY = 0.0055;
const DAWN = [5.3, 6.4] as const;
const DUSK = [17.9, 19] as const;
/** Of full daylight: lamps go on and off, an infrared camera changes over, the exposure can no longer follow. */
const LAMPS_AT = 0.3;
const INFRARED_AT = 0.12;
const FOLLOWED = 3;
/** How long an exposure takes to follow. */
const LATE_MS = 3000;

/** The sky over a camera; `dayMs`: how long a simulated day is. */
export function skyOf(camera: DayCamera, dayMs: number): (ms: number) => Sky {
  const spells = new Map<number, readonly Spell[]>();
  const spellsOn = (day: number): readonly Spell[] => {
    const known = spells.get(day) ?? spellsOf(camera.seed, day);
    spells.set(day, known);
    return known;
  };
  const cloudAt = clouds(camera.seed);
  return (ms) => {
    const day = Math.floor(ms / dayMs);
    const hour = (ms / dayMs - day) * 24;
    const weather = (kind: Spell['kind']) =>
      Math.max(
        0,
        ...spellsOn(day).map((spell) => (spell.kind === kind ? shareOf(spell, hour) : 0)),
      );
    const light = Math.min(ramp(hour, ...DAWN), 1 - ramp(hour, ...DUSK));
    const cloud = cloudAt(ms);
    const [fog, rain] = [weather('fog'), weather('rain')];
    const late = cloud - cloudAt(ms - LATE_MS);
    return {
      ...{ hour, fog, rain, wind: SWAY * weather('wind') },
      ...lit(camera, light),
      sun: light * cloud * (1 - fog) * (1 - rain),
      exposure: 1 + 0.5 * light * late,
    };
  };
}

function lit({ night }: DayCamera, light: number): Pick<Sky, 'daylight' | 'lamps'> {
  const daylight = Math.min(1, FOLLOWED * light);
  if (night === 'lamps') return { daylight, lamps: light < LAMPS_AT ? 1 : 0 };
  const isInfrared = light < INFRARED_AT;
  return isInfrared ? { daylight: 0, lamps: 1 } : { daylight: Math.max(0.35, daylight), lamps: 0 };
}

function spellsOf(seed: number, day: number): readonly Spell[] {
  const dice = diceOf(random(seed, 'weather', `${day}`));
  const some = (kind: Spell['kind'], most: number, [least, longest]: readonly [number, number]) =>
    Array.from({ length: dice.whole(0, most) }, (): Spell => {
      const from = dice.between(0, 24 - least);
      return { kind, from, to: from + dice.between(least, longest), amount: dice.between(0.3, 1) };
    });
  return [...some('fog', 1, [1, 3]), ...some('rain', 3, [0.5, 3]), ...some('wind', 3, [1, 5])];
}

function shareOf({ from, to, amount }: Spell, hour: number): number {
  return amount * Math.min(ramp(hour, from, from + RAMP), 1 - ramp(hour, to - RAMP, to));
}

/** Broken clouds: 0 (before the sun) to 1, a change in some seconds. */
function clouds(seed: number): (ms: number) => number {
  const dice = diceOf(random(seed, 'clouds'));
  const waves = [47, 131, 610].map((seconds) => ({ seconds, phase: dice.between(0, 7) }));
  return (ms) => {
    const sum = waves.reduce(
      (total, { seconds, phase }) => total + Math.sin((2 * Math.PI * ms) / 1000 / seconds + phase),
      0,
    );
    return ramp(sum, -0.15, 0.15);
  };
}

/** 0 before `from`, 1 after `to`, smooth between. */
function ramp(value: number, from: number, to: number): number {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
}
