import type { Box } from '../../agent/core/geometry/box.ts';

/** One line of a MOTChallenge text file; the box is in pixels. */
export interface MotLine {
  readonly frame: number;
  readonly id: number;
  readonly box: Box;
  readonly confidence: number;
}

/** Parses `frame,id,left,top,width,height[,confidence,...]` lines; confidence is 1 where it is absent. */
export function parseMot(text: string): readonly MotLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [frame = 0, id = 0, left = 0, top = 0, width = 0, height = 0, confidence = 1] = line
        .split(',')
        .map(Number);
      const box = { left, top, right: left + width, bottom: top + height };
      return { frame, id, box, confidence };
    });
}
