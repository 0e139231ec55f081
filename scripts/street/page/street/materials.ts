import { type Material, MeshLambertMaterial, MeshStandardMaterial, type Texture } from 'three';
import type { StreetPlan } from './street-plan.ts';

/** Of the ground: dull when dry; when wet dark, and it mirrors lamps and sky. */
export function groundMaterial(
  { setting }: StreetPlan,
  map: Texture,
  kind: 'road' | 'walk',
): Material {
  if (!setting.wet) return new MeshLambertMaterial({ map, vertexColors: true });
  return new MeshStandardMaterial({
    ...{ map, vertexColors: true, color: '#8f9296', metalness: 0 },
    ...{ roughness: kind === 'road' ? 0.32 : 0.45, envMapIntensity: 1.6 },
  });
}
