import type { Scenario, SceneCamera } from '../world/scenario.ts';
import type { GroundPoint } from '../world/vector.ts';
import { RADIANS } from '../world/vector.ts';

export type Anchor = NonNullable<SceneCamera['anchor']>;

/** WGS-84: semi-major axis in metres, first eccentricity squared. */
const A = 6_378_137;
const E2 = 6.694_379_990_14e-3;

/**
 * Metres of one degree of latitude and longitude at a latitude: the meridional and the transverse radius of
 * curvature of WGS-84 (M = a(1-e2)/w^3, N = a/w, w = sqrt(1 - e2 sin^2)).
 */
export function degreeMetres(lat: number): { readonly lat: number; readonly lng: number } {
  const w = Math.sqrt(1 - E2 * Math.sin(lat * RADIANS) ** 2);
  return {
    lat: ((A * (1 - E2)) / w ** 3) * RADIANS,
    lng: (A / w) * Math.cos(lat * RADIANS) * RADIANS,
  };
}

/** A place of the world in degrees: x is east, -z north. Good to millimetres within a kilometre. */
export function toGeographic(
  anchor: Anchor,
  [x, z]: GroundPoint,
): { readonly lat: number; readonly lng: number } {
  const { lat, lng } = degreeMetres(anchor.lat);
  return { lat: anchor.lat - z / lat, lng: anchor.lng + x / lng };
}

/** The zones as a GeoJSON FeatureCollection (RFC 7946: longitude first, rings counter-clockwise and closed). */
export function zonesGeoJson({ zones, name }: Scenario, anchor: Anchor): unknown {
  const features = zones.map(({ id, kind, hours, ground }) => ({
    type: 'Feature',
    id,
    properties: { id, kind, ...(hours !== undefined && { hours }) },
    geometry: { type: 'Polygon', coordinates: [ring(anchor, ground)] },
  }));
  return { type: 'FeatureCollection', name, features };
}

function ring(anchor: Anchor, ground: readonly GroundPoint[]): readonly (readonly number[])[] {
  const corners = ground.map((point) => {
    const { lat, lng } = toGeographic(anchor, point);
    return [Number(lng.toFixed(8)), Number(lat.toFixed(8))] as const;
  });
  const twice = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  const outer = twice < 0 ? corners.toReversed() : corners;
  return [...outer, ...outer.slice(0, 1)];
}
