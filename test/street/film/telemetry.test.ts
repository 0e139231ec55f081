import { describe, expect, it } from 'vitest';
import { filmPictures } from '../../../scripts/street/film/film-times.ts';
import { degreeMetres, zonesGeoJson } from '../../../scripts/street/film/geographic.ts';
import { flightSrt } from '../../../scripts/street/film/telemetry.ts';
import { cameraAt } from '../../../scripts/street/world/camera-at.ts';
import { smallStreet } from './small-street.ts';

const ANCHOR = { lat: 29.56, lng: 106.55, alt: 240 };
const down = { yaw: 10, pitch: -60, roll: 0, hfov: 60 };
const FLIGHT = smallStreet(
  { durationMs: 60_000 },
  {
    anchor: ANCHOR,
    keys: [
      { ...down, position: [-40, 35, 20], atMs: 0 },
      { ...down, position: [40, 45, 20], yaw: 30, atMs: 60_000 },
    ],
  },
);

/** The numbers of one block by the names that the drone gives them. */
function readings(block: string): Record<string, number> {
  const pairs = block.matchAll(/(\w+): ?(-?[\d.]+)/g);
  return Object.fromEntries([...pairs].map(([, name = '', value]) => [name, Number(value)]));
}

describe('the telemetry of a drone', () => {
  const pictures = filmPictures(FLIGHT);
  const blocks = flightSrt(FLIGHT, ANCHOR, pictures).trim().split('\n\n');

  it('has one block for each picture, numbered and timed', () => {
    expect(blocks).toHaveLength(300);
    expect(blocks[1]?.split('\n').slice(0, 4)).toEqual([
      '2',
      '00:00:00,200 --> 00:00:00,400',
      '<font size="28">FrameCnt: 2, DiffTime: 200ms',
      '2026-05-12 09:30:00.200',
    ]);
    expect(blocks[1]).toMatch(
      /\[rel_alt: [\d.]+ abs_alt: [\d.]+\] .*\[gb_yaw: .* gb_pitch: .* gb_roll: .*\]/,
    );
  });

  it('gives the flight back, as well as its sensors know it', () => {
    const metres = degreeMetres(ANCHOR.lat);
    const off = blocks.map((block, index) => {
      const read = readings(block);
      const pose = cameraAt(FLIGHT, pictures[index]?.atMs ?? 0);
      const [x, y, z] = pose.position;
      return {
        east: Math.abs(((read['longitude'] ?? 0) - ANCHOR.lng) * metres.lng - x),
        north: Math.abs(((read['latitude'] ?? 0) - ANCHOR.lat) * metres.lat + z),
        up: Math.abs((read['rel_alt'] ?? 0) - y),
        absolute: Math.abs((read['abs_alt'] ?? 0) - ANCHOR.alt - y),
        yaw: Math.abs((read['gb_yaw'] ?? 0) - pose.yaw),
        pitch: Math.abs((read['gb_pitch'] ?? 0) - pose.pitch),
      };
    });
    const most = (name: keyof (typeof off)[number]) => Math.max(...off.map((one) => one[name]));
    expect(most('east')).toBeLessThan(3);
    expect(most('north')).toBeLessThan(3);
    expect(most('up')).toBeLessThan(1.2);
    expect(most('absolute')).toBeLessThan(1.2);
    expect(most('yaw')).toBeLessThan(2.6);
    expect(most('pitch')).toBeLessThan(0.5);
    // and it is noise, not the truth itself
    expect(most('east')).toBeGreaterThan(0.05);
  });

  it('gives the lens as of 35 mm film by the diagonal', () => {
    // 84 degrees over the diagonal of 16:9 is the 24 mm that DJI writes
    const wide = smallStreet(
      {},
      { anchor: ANCHOR, keys: [{ ...down, position: [0, 30, 0], hfov: 76.2, atMs: 0 }] },
    );
    const [block = ''] = flightSrt(wide, ANCHOR, filmPictures(wide)).split('\n\n');
    expect(readings(block)['focal_len']).toBeCloseTo(24, 0);
  });
});

describe('zones on the map', () => {
  it('lie where the anchor puts them, as closed rings against the clock', () => {
    const map = zonesGeoJson(FLIGHT, ANCHOR) as {
      features: { geometry: { coordinates: [number, number][][] }; properties: { id: string } }[];
    };
    const ring = map.features[0]?.geometry.coordinates[0] ?? [];
    expect(ring).toHaveLength(5);
    expect(ring[0]).toEqual(ring[4]);
    const twice = ring.slice(1).reduce((sum, [x, y], index) => {
      const [fromX, fromY] = ring[index] ?? [0, 0];
      return sum + (x - fromX) * (y + fromY);
    }, 0);
    expect(twice).toBeLessThan(0);
    // 40 m along the street and 6 m across it, to the north of the anchor
    const [lngs, lats] = [ring.map(([lng]) => lng), ring.map(([, lat]) => lat)];
    const metres = degreeMetres(ANCHOR.lat);
    expect((Math.max(...lngs) - Math.min(...lngs)) * metres.lng).toBeCloseTo(40, 1);
    expect((Math.max(...lats) - ANCHOR.lat) * metres.lat).toBeCloseTo(6, 1);
  });

  it('degrees have the lengths of the WGS-84 tables', () => {
    // at 30 degrees: 110852.4 m and 96486.3 m
    expect(degreeMetres(30).lat).toBeCloseTo(110_852.4, 0);
    expect(degreeMetres(30).lng).toBeCloseTo(96_486.3, 0);
  });
});
