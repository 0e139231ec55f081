import { COLOUR_GRID, type HealthPicture } from '../../../agent/core/health/health-picture.ts';

/** A picture that is being made; drawn on in pixels. */
export type Canvas = HealthPicture;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** The part of a rectangle that lies in the picture, whole pixels. */
function within({ width, height }: Canvas, rect: Rect) {
  return {
    left: Math.max(0, Math.round(rect.x)),
    right: Math.min(width, Math.round(rect.x + rect.width)),
    top: Math.max(0, Math.round(rect.y)),
    bottom: Math.min(height, Math.round(rect.y + rect.height)),
  };
}

/** Fills with a tone that changes from top to bottom, with grain from `noise` (-128 to 127, each worth `grain` / 64). */
export function fill(
  canvas: Canvas,
  rect: Rect,
  [top, bottom]: readonly [number, number],
  { noise, at, grain }: { readonly noise: Int8Array; readonly at: number; readonly grain: number },
): void {
  const part = within(canvas, rect);
  for (let y = part.top; y < part.bottom; y += 1) {
    const tone = top + ((bottom - top) * (y - rect.y)) / Math.max(1, rect.height);
    const row = y * canvas.width;
    for (let x = part.left; x < part.right; x += 1) {
      const bit = noise[(at + row + x) & (noise.length - 1)] as number;
      canvas.luma[row + x] = clamped(tone + (bit * grain) / 64);
    }
  }
}

/** Adds light that falls off from the middle as Gauss's curve; `radius` pixels, `amount` grey levels. */
export function glow(
  canvas: Canvas,
  at: { readonly x: number; readonly y: number },
  { radius, amount }: { readonly radius: number; readonly amount: number },
): void {
  const reach = radius * 2.4;
  const rect = { x: at.x - reach, y: at.y - reach, width: 2 * reach, height: 2 * reach };
  const part = within(canvas, rect);
  const fall = (d: number) => Math.exp((-d * d) / (radius * radius));
  const across = Float32Array.from({ length: Math.max(0, part.right - part.left) }, (_, k) =>
    fall(part.left + k - at.x),
  );
  for (let y = part.top; y < part.bottom; y += 1) {
    const strength = amount * fall(y - at.y);
    const row = y * canvas.width + part.left;
    for (let k = 0; k < across.length; k += 1) {
      const lit = (canvas.luma[row + k] as number) + strength * (across[k] as number);
      canvas.luma[row + k] = clamped(lit);
    }
  }
}

/** Gives the cells that lie mostly in a rectangle a colour. */
export function tint(canvas: Canvas, rect: Rect, colour: Rgb): void {
  const [cellWide, cellHigh] = [
    canvas.width / COLOUR_GRID.width,
    canvas.height / COLOUR_GRID.height,
  ];
  for (let row = 0; row < COLOUR_GRID.height; row += 1)
    for (let column = 0; column < COLOUR_GRID.width; column += 1) {
      const [x, y] = [(column + 0.5) * cellWide, (row + 0.5) * cellHigh];
      const inside =
        x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
      if (inside) canvas.colour.set(colour, (row * COLOUR_GRID.width + column) * 3);
    }
}

export function clamped(value: number): number {
  return Math.max(0, Math.min(255, value));
}
