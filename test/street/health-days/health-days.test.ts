import { describe, expect, it } from 'vitest';
import { COLOUR_GRID } from '../../../agent/core/health/health-picture.ts';
import { dayCameras } from '../../../scripts/street/health-days/camera.ts';
import { DAY_FAULTS } from '../../../scripts/street/health-days/day-faults.ts';
import type { Footage } from '../../../scripts/street/health-days/footage.ts';
import { streetDay } from '../../../scripts/street/health-days/street-day.ts';
import { daysTable } from '../../../scripts/street/health-days/table.ts';
import { watchDay } from '../../../scripts/street/health-days/watch-day.ts';
import { random } from '../../../scripts/street/world/random.ts';

const [WIDTH, HEIGHT] = [272, 153];
const HOUR_MS = 3_600_000;

/** A street of house fronts and slabs with the grain of a sensor. */
function footage(seed: number, light: number): Footage {
  const paint = random(seed, 'street');
  const blocks = Array.from({ length: 34 * 20 }, () => 40 + 180 * paint());
  const noise = random(seed, 'grain');
  return Array.from({ length: 40 }, () => {
    const luma = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
      const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
      const block = blocks[(y >> 3) * 34 + (x >> 3)] ?? 0;
      return Math.max(0, Math.min(255, light * block + 8 * (noise() - 0.5)));
    });
    const colour = new Uint8Array(COLOUR_GRID.width * COLOUR_GRID.height * 3).fill(light * 120);
    return { width: WIDTH, height: HEIGHT, luma, colour };
  });
}

const [camera] = dayCameras(1, 1, []);
if (camera === undefined) throw new Error('expected a camera');
const stills = { day: footage(1, 1), night: footage(1, 0.5) };
/** A day passes in two hours. */
const dayMs = 2 * HOUR_MS;
const pictureAt = streetDay(camera, stills, dayMs);
const elsewhere = streetDay(camera, { day: footage(2, 1), night: footage(2, 0.5) }, dayMs);
const clock = (hour: number) => (dayMs * hour) / 24;

describe('simulated days of a camera', () => {
  it('the same seed makes the same picture, another moment another one', () => {
    const again = streetDay(camera, stills, dayMs);
    expect(again(clock(21)).luma).toEqual(pictureAt(clock(21)).luma);
    expect(pictureAt(clock(21) + 500).luma).not.toEqual(pictureAt(clock(21)).luma);
  });

  it('it is darker by night than by day', () => {
    const mean = ({ luma }: { luma: Uint8Array }) => luma.reduce((a, b) => a + b, 0) / luma.length;
    expect(mean(pictureAt(clock(1)))).toBeLessThan(0.8 * mean(pictureAt(clock(12))));
  });

  it('dusk passes without a false alarm', () => {
    const { alarms, pictures } = watchDay({
      ...{ seed: camera.seed, pictureAt, fromMs: clock(17.8), toMs: clock(19.1) },
    });
    expect(pictures).toBeGreaterThan(700);
    expect(alarms).toEqual([]);
  });

  it.each(DAY_FAULTS.map((fault) => [fault.name, fault] as const))(
    '%s is found',
    (_name, fault) => {
      const atMs = clock(22);
      const { alarms } = watchDay({
        ...{ seed: camera.seed, pictureAt, fromMs: atMs - 40_000, toMs: atMs + 25_000 },
        fault: { ...fault, atMs, elsewhere },
      });
      const named = alarms.filter(({ condition }) => fault.conditions.includes(condition));
      expect(named.map(({ atMs: told }) => told >= atMs)).toEqual([true]);
    },
  );

  it('no alarm in 30 days bounds their number at three', () => {
    const none = { camera: '1', seed: 1, hours: 720, dayHours: 24, pictures: 1, judgedMs: 1 };
    expect(daysTable([{ ...none, alarms: [], doubtMs: {} }])).toContain(
      '| all | 0 | 0.00 | 3.00 | 0.0 |',
    );
  });
});
