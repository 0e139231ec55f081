import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import { plateBatchOf } from '../../../scripts/street/training/plate-shots.ts';
import { plateKindOf } from '../../../scripts/street/world/plate-numbers.ts';

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

  it('have two rows behind lorries and buses with yellow plates, and nowhere else', () => {
    const shots = [1, 2, 3].flatMap((number) => plateBatchOf(5, number).shots);
    const withTwo = shots.filter(({ tall }) => tall);
    expect(withTwo.length).toBeGreaterThan(5);
    for (const { scenario, plate } of withTwo) {
      const [actor] = scenario.actors;
      expect(['bus', 'muck-truck', 'truck']).toContain(assetOf(actor?.asset ?? '')?.class);
      expect(plateKindOf(plate, true)).toBe('yellow');
    }
  });
});
