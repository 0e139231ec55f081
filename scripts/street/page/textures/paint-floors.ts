/// <reference lib="dom" />
import type { Frame, TwoLayers } from './paint-shop.ts';
import { pick } from './pick.ts';

const WALLS = [
  [196, 186, 170],
  [178, 170, 164],
  [206, 200, 190],
  [186, 160, 142],
  [160, 164, 166],
  [202, 190, 158],
] as const;

/** A plastered or tiled wall, dirty below its edges. */
export function paintWall(
  day: CanvasRenderingContext2D,
  at: Frame,
  next: () => number,
  tile: number,
): void {
  day.fillStyle = `rgb(${pick(WALLS, next)})`;
  day.fillRect(at.x, at.y, at.width, at.height);
  if (next() < 0.7) {
    day.fillStyle = 'rgba(90,84,76,0.22)';
    for (let y = 0; y < at.height; y += tile) day.fillRect(at.x, at.y + y, at.width, 1);
    for (let x = 0; x < at.width; x += tile * 2) day.fillRect(at.x + x, at.y, 1, at.height);
  }
  for (let streak = 0; streak < 70; streak += 1) {
    day.fillStyle = `rgba(58,52,46,${0.03 + next() * 0.08})`;
    const y = at.y + next() * at.height;
    day.fillRect(at.x + next() * at.width, y, 2 + next() * 9, 20 + next() * 130);
  }
}

/** A window of a flat: frame, dark glass, curtain or light behind it, often a grille before it. */
export function paintWindow(layers: TwoLayers, at: Frame, next: () => number): void {
  const { day, glow } = layers;
  day.fillStyle = 'rgba(50,46,42,0.5)';
  day.fillRect(at.x - 3, at.y - 3, at.width + 6, at.height + 6);
  const fall = day.createLinearGradient(at.x, at.y, at.x + at.width * 0.6, at.y + at.height);
  fall.addColorStop(0, pick(['#5d6c78', '#46525c', '#6c7a84'], next));
  fall.addColorStop(1, pick(['#23282d', '#2e353b'], next));
  day.fillStyle = fall;
  day.fillRect(at.x, at.y, at.width, at.height);
  if (next() < 0.4) {
    day.fillStyle = `hsla(${pick([30, 200, 350, 90], next)},22%,64%,0.65)`;
    day.fillRect(at.x, at.y, at.width * (0.2 + next() * 0.35), at.height);
  }
  if (next() < 0.42) {
    glow.fillStyle = pick(['#e8b56a', '#d8d6cc', '#c99a52', '#f0d8a8'], next);
    glow.fillRect(at.x, at.y, at.width, at.height);
    glow.fillStyle = 'rgba(0,0,0,0.45)';
    glow.fillRect(at.x, at.y, at.width * next() * 0.6, at.height);
  }
  frames(layers, at);
  if (next() < 0.45) grille(day, at);
}

function frames({ day, glow }: TwoLayers, at: Frame): void {
  for (const [context, colour] of [
    [day, '#b9bcbc'],
    [glow, '#000000'],
  ] as const) {
    context.fillStyle = colour;
    for (const share of [0, 0.5, 1])
      context.fillRect(at.x + at.width * share - 2, at.y, 4, at.height);
    for (const share of [0, 0.3, 1])
      context.fillRect(at.x, at.y + at.height * share - 2, at.width, 4);
  }
}

function grille(day: CanvasRenderingContext2D, at: Frame): void {
  day.fillStyle = 'rgba(178,180,180,0.75)';
  for (let x = -4; x < at.width + 4; x += 8) day.fillRect(at.x + x, at.y - 4, 1.6, at.height + 10);
  for (let y = -4; y < at.height + 8; y += 26) day.fillRect(at.x - 5, at.y + y, at.width + 10, 2);
}
