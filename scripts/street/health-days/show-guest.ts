import { random } from '../world/random.ts';
import { type Canvas, fill, glow, type Rect, type Rgb, tint } from './canvas.ts';
import { grainAt } from './grain.ts';
import type { Guest } from './guests.ts';
import type { Sky } from './sky.ts';

/** What all guests of one picture are drawn with. */
export interface Scene {
  readonly canvas: Canvas;
  readonly sky: Sky;
  readonly ms: number;
  /** Grain of the sensor; a power of two long. */
  readonly noise: Int8Array;
}

/** So far from the middle of its way a guest comes into the picture and leaves it, shares of the width. */
const AWAY = 0.9;
const INK = { grain: 6 } as const;

/** Draws a guest as it is now. */
export function showGuest(guest: Guest, scene: Scene): void {
  const { canvas } = scene;
  const { x, y } = placeOf(guest, scene.ms);
  const width = guest.width * canvas.width;
  const height = guest.height * canvas.width;
  const rect = {
    x: x * canvas.width - width / 2,
    y: y * canvas.height - height,
    ...{ width, height },
  };
  SHOWS[guest.kind](guest, rect, scene);
}

/** Comes from one side, stands in the middle of its way for a while, and goes to the other side. */
function placeOf({ x, y, way, fromMs, toMs, standsMs }: Guest, ms: number) {
  const half = (toMs - fromMs - standsMs) / 2;
  const [came, left] = [ms - fromMs, toMs - ms];
  const off = came < half ? came / half - 1 : left < half ? 1 - left / half : 0;
  return { x: x + way * AWAY * off, y };
}

type Show = (guest: Guest, rect: Rect, scene: Scene) => void;

const SHOWS: Readonly<Record<Guest['kind'], Show>> = {
  vehicle: showVehicle,
  halting: showVehicle,
  bus: showVehicle,
  parked: showVehicle,
  person: showPerson,
  'close-person': showPerson,
  insect: showInsect,
  spider: showSpider,
  sweep: (guest, rect, { canvas, sky }) => {
    const at = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    const amount = (1 - sky.daylight) * (60 + 200 * guest.tone);
    glow(canvas, at, { radius: rect.width / 2, amount });
  },
  lightning: (_guest, _rect, { canvas }) => {
    for (let at = 0; at < canvas.luma.length; at += 1)
      canvas.luma[at] = Math.min(255, 60 + 2 * (canvas.luma[at] as number));
  },
};

/** How bright things before the camera are. */
function lightOn({ daylight, lamps, exposure }: Sky): number {
  return Math.min(1, daylight * exposure + 0.3 * lamps);
}

function showVehicle(guest: Guest, rect: Rect, scene: Scene): void {
  const { canvas, sky } = scene;
  const light = lightOn(sky);
  const tone = 20 + 210 * guest.tone * light;
  const ink = { noise: scene.noise, at: grainAt(scene.ms), ...INK };
  fill(canvas, rect, [tone, 0.6 * tone], ink);
  tint(canvas, rect, paintOf(guest, tone));
  const { x, y, width, height } = rect;
  const part = (dx: number, dy: number, w: number, h: number) => ({
    ...{ x: x + dx * width, y: y + dy * height, width: w * width, height: h * height },
  });
  const windows = guest.kind === 'bus' ? 6 : 2;
  for (let k = 0; k < windows; k += 1) {
    const pane = part(0.06 + (k * 0.9) / windows, 0.14, 0.8 / windows, 0.3);
    fill(canvas, pane, [35 * light, 60 * light], ink);
  }
  const lettering = guest.kind === 'bus' ? 12 : 0;
  const other = tone > 120 ? 40 * light : 200 * light;
  for (let k = 0; k < lettering; k += 1)
    fill(canvas, part(0.15 + 0.06 * k, 0.55, 0.03, 0.14), [other, other], ink);
  for (const dx of [0.12, 0.72]) fill(canvas, part(dx, 0.8, 0.16, 0.2), [12, 8], ink);
  if (sky.daylight > 0.5 || guest.kind === 'parked') return;
  const front = { x: guest.way > 0 ? x + width : x, y: y + 0.65 * height };
  glow(canvas, front, { radius: Math.max(3, width * 0.07), amount: 240 });
  const road = { x: front.x + guest.way * width * 0.5, y: y + height };
  glow(canvas, road, { radius: width * 0.35, amount: 70 });
}

function showPerson(guest: Guest, rect: Rect, scene: Scene): void {
  const light = lightOn(scene.sky);
  const ink = { noise: scene.noise, at: grainAt(scene.ms), ...INK };
  const { x, y, width, height } = rect;
  const tone = 15 + 180 * guest.tone * light;
  const head = { x: x + 0.3 * width, y, width: 0.4 * width, height: 0.14 * height };
  fill(scene.canvas, head, [140 * light, 100 * light], ink);
  fill(scene.canvas, { x, y: y + 0.14 * height, width, height: 0.42 * height }, [tone, tone], ink);
  const step = Math.sin((scene.ms / 1000) * 6 + guest.seed) * 0.15 * width;
  for (const dx of [0.1 * width + step, 0.55 * width - step]) {
    const leg = { x: x + dx, y: y + 0.56 * height, width: 0.35 * width, height: 0.44 * height };
    fill(scene.canvas, leg, [50 * light, 35 * light], ink);
  }
  tint(scene.canvas, rect, paintOf(guest, tone));
}

/** Lit by the camera's own lamp, never twice in the same place. */
function showInsect(guest: Guest, rect: Rect, { canvas, ms }: Scene): void {
  const draw = random(guest.seed, `${ms}`);
  const at = { x: rect.x + 160 * (draw() - 0.5), y: rect.y + 120 * (draw() - 0.5) };
  glow(canvas, at, { radius: rect.width / 2, amount: 80 + 150 * guest.tone });
}

/** Sits near the lens, out of focus and overexposed, and moves its legs now and then. */
function showSpider(guest: Guest, rect: Rect, { canvas, ms }: Scene): void {
  const draw = random(guest.seed, `${Math.floor(ms / 7000)}`);
  const at = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  glow(canvas, at, { radius: rect.width / 2, amount: 170 });
  for (let leg = 0; leg < 8; leg += 1) {
    const angle = (leg / 8) * 2 * Math.PI + 0.5 * draw();
    for (let k = 1; k < 6; k += 1) {
      const reach = rect.width * (0.4 + 0.25 * k);
      const tip = { x: at.x + reach * Math.cos(angle), y: at.y + reach * Math.sin(angle) };
      glow(canvas, tip, { radius: rect.width * 0.1, amount: 110 });
    }
  }
}

function paintOf({ seed }: Guest, tone: number): Rgb {
  const hue = seed % 5;
  const part = (k: number) => Math.min(255, tone * (hue === k ? 1.3 : hue > 2 ? 1 : 0.7));
  return [part(0), part(1), part(2)];
}
