/// <reference lib="dom" />

/** The family that the page server's font has on the page, before what a system may have for Chinese. */
export const FAMILY = '"Street", "Noto Sans CJK SC", "Droid Sans Fallback", sans-serif';

/** For a canvas' `font`, in pixels. Text falls back to a system font where the shipped one is missing. */
export function fontOf(pixels: number, weight = 'bold'): string {
  return `${weight} ${pixels}px ${FAMILY}`;
}

/** A frame on a canvas into which one character is drawn. Pixels. */
export interface Slot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One character stretched to a frame, as plates and painted numbers have it; narrow ones stay narrow. */
export function drawGlyph(context: CanvasRenderingContext2D, glyph: string, slot: Slot): void {
  context.save();
  context.font = fontOf(100);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  const size = context.measureText(glyph);
  const left = -size.actualBoundingBoxLeft;
  const width = size.actualBoundingBoxRight - left || 1;
  const height = size.actualBoundingBoxAscent + size.actualBoundingBoxDescent || 1;
  const tall = slot.height / height;
  const wide = Math.min(slot.width / width, tall * 1.35);
  context.translate(slot.x + (slot.width - width * wide) / 2, slot.y);
  context.scale(wide, tall);
  context.fillText(glyph, -left, size.actualBoundingBoxAscent);
  context.restore();
}
