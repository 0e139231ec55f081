import { describe, expect, it } from 'vitest';
import { plateBatchOf } from '../../../scripts/street/training/plate-shots.ts';

describe('plate shots', () => {
  it('cut plates out of the middle of the picture, large enough to read', () => {
    const shots = [1, 2, 3].flatMap((number) => plateBatchOf(5, number).shots);
    expect(shots.length).toBeGreaterThan(30);
    for (const { cut } of shots) {
      expect(Math.abs(cut.left + cut.width / 2 - 160)).toBeLessThan(12);
      expect(Math.abs(cut.top + cut.height / 2 - 90)).toBeLessThan(12);
      expect(cut.width).toBeGreaterThan(60);
      expect(cut.width).toBeLessThan(290);
    }
  });
});
