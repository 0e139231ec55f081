import type { Size } from '../vision/view.ts';
import type { Field } from './field.ts';
import type { Appearance, SceneReference } from './reference.ts';

/** Raised when the meaning of the letters changes. */
const FORM = 'scene1';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const DIRECTIONS = 21;
/** Lengths that are told apart; shorter ones than half the first are no edge. */
const LENGTHS = [0.2, 0.45, 0.8];

/**
 * A reference as text for a store, one letter a cell: no edge, or one of 21 directions with one of three
 * lengths; about 21 kB an appearance. What is lost is a ninth of a right angle at most.
 */
export function toText({ grid, appearances }: SceneReference): string {
  const parts = appearances.map(({ field, taught }) => `${taught} ${lettersOf(field)}`);
  return [`${FORM} ${grid.width} ${grid.height}`, ...parts].join('\n');
}

/** Undefined where it is no such text, or one of another version: the scene is then learnt anew. */
export function fromText(text: string): SceneReference | undefined {
  const [head = '', ...lines] = text.split('\n');
  const [form, across, down] = head.split(' ');
  const grid = { width: Number(across), height: Number(down) };
  if (form !== FORM || !(grid.width > 0) || !(grid.height > 0) || lines.length === 0)
    return undefined;
  const appearances: Appearance[] = [];
  for (const line of lines) {
    const [taught = '', letters = ''] = line.split(' ');
    const field = fieldFrom(letters, grid);
    if (field === undefined || !(Number(taught) > 0)) return undefined;
    appearances.push({ field, taught: Number(taught) });
  }
  return { grid, appearances };
}

function lettersOf({ re, im }: Field): string {
  const letters: string[] = [];
  for (let at = 0; at < re.length; at += 1)
    letters.push(LETTERS[codeOf(re[at] as number, im[at] as number)] as string);
  return letters.join('');
}

function codeOf(re: number, im: number): number {
  const long = Math.hypot(re, im);
  const [first = 0, second = 0, third = 0] = LENGTHS;
  if (long < first / 2) return 0;
  const turn = Math.round((Math.atan2(im, re) / (2 * Math.PI)) * DIRECTIONS);
  const length = long < (first + second) / 2 ? 0 : long < (second + third) / 2 ? 1 : 2;
  return 1 + length * DIRECTIONS + ((turn + DIRECTIONS) % DIRECTIONS);
}

function fieldFrom(letters: string, { width, height }: Size): Field | undefined {
  if (letters.length !== width * height) return undefined;
  const re = new Float32Array(letters.length);
  const im = new Float32Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) {
    const code = LETTERS.indexOf(letters[at] as string);
    if (code < 0) return undefined;
    if (code === 0) continue;
    const long = LENGTHS[Math.floor((code - 1) / DIRECTIONS)] as number;
    const angle = (((code - 1) % DIRECTIONS) * 2 * Math.PI) / DIRECTIONS;
    re[at] = long * Math.cos(angle);
    im[at] = long * Math.sin(angle);
  }
  return { width, height, re, im };
}
