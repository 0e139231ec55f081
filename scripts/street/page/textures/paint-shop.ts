/// <reference lib="dom" />
import { FAMILY } from '../plates/font.ts';
import { pick } from './pick.ts';
import { SHOP_NAMES, SIGN_COLOURS, SMALL_WORDS } from './shop-words.ts';

/** A place on a canvas, pixels. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is seen by day, and what shines by night. */
export interface TwoLayers {
  readonly day: CanvasRenderingContext2D;
  readonly glow: CanvasRenderingContext2D;
}

/** A signboard with a shop's name. */
export function paintSign({ day, glow }: TwoLayers, at: Frame, next: () => number): void {
  const [ground, letters] = pick(SIGN_COLOURS, next);
  const name = pick(SHOP_NAMES, next);
  const lit = next() < 0.8;
  for (const context of lit ? [day, glow] : [day]) {
    context.fillStyle = ground;
    context.fillRect(at.x, at.y, at.width, at.height);
    const size = Math.min(at.height * 0.62, (at.width * 0.86) / name.length);
    context.fillStyle = letters;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.font = `bold ${size}px ${FAMILY}`;
    context.fillText(name, at.x + at.width * 0.5, at.y + at.height * 0.48);
  }
  // no telephone in China begins with 12: it is nobody's number
  const small = `${pick(SMALL_WORDS, next)} 12${Math.floor(1e8 + next() * 8e8)}`;
  day.font = `${at.height * 0.15}px ${FAMILY}`;
  day.fillText(small, at.x + at.width * 0.5, at.y + at.height * 0.88);
  day.fillStyle = 'rgba(40,36,30,0.16)';
  for (let streak = 0; streak < 14; streak += 1)
    day.fillRect(at.x + next() * at.width, at.y, 1 + next() * 2, at.height * next());
  day.fillStyle = 'rgba(20,20,20,0.45)';
  day.fillRect(at.x, at.y + at.height - 3, at.width, 3);
}

/** A shop from pavement to sign: glass, a rolling shutter, or open with goods inside. */
export function paintFront(layers: TwoLayers, at: Frame, next: () => number): void {
  const kind = next();
  if (kind < 0.3) shutter(layers.day, at, next);
  else glass(layers, at, next, kind > 0.62);
  posters(layers.day, at, next);
}

function shutter(day: CanvasRenderingContext2D, at: Frame, next: () => number): void {
  const base = next() < 0.6 ? [150, 152, 154] : [96, 112, 132];
  for (let y = 0; y < at.height; y += 6) {
    const by = (y / 6) % 2 ? -14 : 8;
    day.fillStyle = `rgb(${base.map((value) => value + by - (y / at.height) * 26)})`;
    day.fillRect(at.x, at.y + y, at.width, 6);
  }
  day.fillStyle = 'rgba(30,30,32,0.7)';
  const doors = Math.max(1, Math.round(at.width / 230));
  for (let door = 0; door <= doors; door += 1)
    day.fillRect(at.x + (at.width / doors) * door - 4, at.y, 8, at.height);
}

function glass({ day, glow }: TwoLayers, at: Frame, next: () => number, open: boolean): void {
  const lit = next() < 0.72;
  const warm = next() < 0.4;
  for (const context of lit ? [day, glow] : [day]) {
    const inside = context.createLinearGradient(0, at.y, 0, at.y + at.height);
    const lamps = warm ? '255,226,178' : '236,242,248';
    const shine = context === glow;
    inside.addColorStop(0, shine ? `rgb(${lamps})` : '#565b60');
    inside.addColorStop(0.5, shine ? `rgba(${lamps},0.72)` : '#3f4347');
    inside.addColorStop(1, shine ? `rgba(${lamps},0.35)` : '#2c2e31');
    context.fillStyle = inside;
    context.fillRect(at.x, at.y, at.width, at.height);
  }
  shelves({ day, glow }, at, next);
  day.fillStyle = open ? 'rgba(24,24,26,0.85)' : 'rgba(158,166,172,0.9)';
  const panes = Math.max(2, Math.round(at.width / 95));
  for (let pane = 0; pane <= panes; pane += 1)
    day.fillRect(at.x + (at.width / panes) * pane - 2, at.y, 4, at.height);
  day.fillRect(at.x, at.y + at.height * 0.24, at.width, 3);
  if (!open) {
    const shine = day.createLinearGradient(at.x, at.y, at.x + at.width, at.y + at.height);
    shine.addColorStop(0, 'rgba(190,205,215,0.34)');
    shine.addColorStop(0.4, 'rgba(150,165,175,0.05)');
    shine.addColorStop(0.7, 'rgba(190,205,215,0.22)');
    day.fillStyle = shine;
    day.fillRect(at.x, at.y, at.width, at.height);
  }
}

/** Blurred rows of packages behind the glass. */
function shelves({ day, glow }: TwoLayers, at: Frame, next: () => number): void {
  for (let row = 0; row < 5; row += 1)
    for (let x = 6; x < at.width - 12; x += 5 + next() * 15) {
      if (next() < 0.35) continue;
      const hue = Math.floor(next() * 360);
      const high = 9 + next() * 16;
      const y = at.y + at.height * (0.36 + row * 0.13) - high;
      const wide = 5 + next() * 11;
      day.fillStyle = `hsla(${hue},16%,${18 + next() * 22}%,0.6)`;
      day.fillRect(at.x + x, y, wide, high);
      glow.fillStyle = `hsla(${hue},22%,${14 + next() * 24}%,0.5)`;
      glow.fillRect(at.x + x, y, wide, high);
    }
}

function posters(day: CanvasRenderingContext2D, at: Frame, next: () => number): void {
  const count = Math.floor(next() * 4);
  for (let index = 0; index < count; index += 1) {
    const [wide, high] = [22 + next() * 34, 30 + next() * 44];
    const x = at.x + next() * (at.width - wide);
    const y = at.y + at.height * (0.3 + next() * 0.3);
    const hue = pick([2, 8, 42, 210, 130], next);
    day.fillStyle = `hsl(${hue},${35 + next() * 30}%,${45 + next() * 25}%)`;
    day.fillRect(x, y, wide, high);
    day.fillStyle = 'rgba(255,250,235,0.85)';
    for (let line = 0; line < 4; line += 1)
      day.fillRect(x + 4, y + 6 + line * (high / 5), (wide - 8) * (0.5 + next() * 0.5), high / 14);
  }
}
