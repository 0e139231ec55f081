import { diceOf } from '../../world/dice.ts';
import { random } from '../../world/random.ts';
import { rgb } from '../people/colour.ts';
import { mixedTricycle } from './mixed-tricycle.ts';
import { electricTricycle, pedalTricycle, type Tricycle } from './tricycle.ts';

const PAINTS: Readonly<Record<'pedal' | 'electric', readonly string[]>> = {
  pedal: ['#2f5fa0', '#2d6b4c', '#5a5f66', '#8a3a30'],
  electric: ['#b3262a', '#d06a24', '#3a7f8c', '#c8a92c'],
};

/** By the asset's letter: a is pedalled (training), b electric (judging); or mixed (training). */
export function tricycleOf(asset: string, draw: () => number, paint?: string): Tricycle {
  if (asset.includes('-mix-')) return mixedTricycle(diceOf(random(0, 'mix', asset)), diceOf(draw));
  const kind = asset.endsWith('a') ? 'pedal' : 'electric';
  const list = PAINTS[kind];
  const colour = rgb(paint ?? list[Math.floor(draw() * list.length)] ?? '#2f5fa0');
  return kind === 'pedal' ? pedalTricycle(colour) : electricTricycle(colour);
}
