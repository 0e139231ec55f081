import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlateEngine, type PlateEngine } from '../../../agent/adapters/plate/plate-engine.ts';
import { openPlateReader } from '../../../agent/adapters/plate/plate-reader.ts';
import { until } from '../../helpers/until.ts';
import { drawn, onAVehicle } from './drawn.ts';
import { drawnPlate } from './drawn-plate.ts';

const BLUE = { ink: '#f4f6f8', ground: '#0d3fae' };
const YELLOW = { ink: '#16140e', ground: '#f3b70c' };
const GREEN = { ink: '#10140f', ground: '#7fd09a' };

describe('the plate engine', () => {
  let engine: PlateEngine;
  beforeAll(async () => {
    engine = await openPlateEngine(1);
  });
  afterAll(() => engine.release());

  it.each([
    ['京A73852', BLUE, 'blue'],
    ['粤B1F902', YELLOW, 'yellow'],
    ['沪AD64829', GREEN, 'green'],
  ])('reads %s', async (plate, look, colour) => {
    const sight = await engine.readPlate(await drawnPlate(plate, look));
    expect(sight?.reading.text).toBe(plate);
    expect(sight?.colour).toBe(colour);
  });

  it('finds the plate on a vehicle and says where it is', async () => {
    const [sight] = await engine.readVehicle(await onAVehicle(await drawnPlate('京A73852', BLUE)));
    expect(sight?.reading.text).toBe('京A73852');
    const { x = 0, y = 0, alongX = 0 } = sight?.frame ?? {};
    expect(x).toBeGreaterThan(290);
    expect(x + alongX).toBeLessThan(510);
    expect(y).toBeGreaterThan(400);
  });

  it('finds nothing on a blank wall', async () => {
    const pixels = new Uint8Array(300 * 200 * 3).fill(110);
    expect(await engine.readVehicle({ pixels, width: 300, height: 200 })).toEqual([]);
  });

  it('reads the line of a camera clock', async () => {
    const line = await drawn('2025-03-04 12:34:56', {
      ink: '#ffffff',
      ground: '#303438',
      size: 40,
    });
    const sight = await engine.readClock(line);
    expect(sight?.times).toEqual([
      { year: 2025, month: 3, day: 4, hour: 12, minute: 34, second: 56 },
    ]);
    expect(sight?.confidence).toBeGreaterThan(0.9);
  });
});

describe('the plate reader in its process', () => {
  it('answers several at once, each with its own plate', async () => {
    await using reader = await openPlateReader({ threads: 1 });
    const texts = ['京A73852', '粤B1F902', '川C40718'];
    const vehicles = await Promise.all(
      texts.map(async (text) => onAVehicle(await drawnPlate(text, BLUE))),
    );
    const all = await Promise.all(vehicles.map((one) => reader.read(one)));
    expect(all.map(([sight]) => sight?.reading.text)).toEqual(texts);
  });

  it('refuses pixels that are not what the size says, and goes on', async () => {
    await using reader = await openPlateReader({ threads: 1 });
    const wrong = { pixels: new Uint8Array(10), width: 4, height: 4 };
    await expect(reader.read(wrong)).rejects.toMatchObject({ code: 'model/failed' });
    const vehicle = await onAVehicle(await drawnPlate('京A73852', BLUE));
    expect((await reader.read(vehicle))[0]?.reading.text).toBe('京A73852');
  });

  it('goes when nothing is wanted for a while, and comes again', async () => {
    await using reader = await openPlateReader({ threads: 1 }, 200);
    await until('it has gone', () => children().length === 0);
    const vehicle = await onAVehicle(await drawnPlate('京A73852', BLUE));
    expect((await reader.read(vehicle))[0]?.reading.text).toBe('京A73852');
  });

  it('is closed while somebody waits: that fails, and nothing hangs', async () => {
    const reader = await openPlateReader({ threads: 1 });
    const vehicle = await onAVehicle(await drawnPlate('京A73852', BLUE));
    const lost = expect(reader.read(vehicle)).rejects.toMatchObject({ code: 'model/failed' });
    await reader[Symbol.asyncDispose]();
    await lost;
    expect(children()).toEqual([]);
  });

  it('is killed: what waits fails, the next read starts it again, and nothing stays behind', async () => {
    const vehicle = await onAVehicle(await drawnPlate('京A73852', BLUE));
    {
      await using reader = await openPlateReader({ threads: 1 });
      const lost = expect(reader.read(vehicle)).rejects.toMatchObject({ code: 'model/failed' });
      for (const pid of children()) process.kill(pid, 'SIGKILL');
      await lost;
      expect((await reader.read(vehicle))[0]?.reading.text).toBe('京A73852');
      expect(children()).toHaveLength(1);
    }
    expect(children()).toEqual([]);
  });
});

/** Processes of this one that read plates. */
function children(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isPlateChild(pid));
}

function isPlateChild(pid: number): boolean {
  try {
    const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return Number(parent) === process.pid && words.includes('plate-child');
  } catch {
    return false; // it has just ended
  }
}
