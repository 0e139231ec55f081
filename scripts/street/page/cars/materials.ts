import { Color, DoubleSide, MeshStandardMaterial } from 'three';

export type Bucket = 'paint' | 'glass' | 'trim' | 'metal' | 'head' | 'tail' | 'amber';

/** One material a bucket; colours come with the points. Lamps glow by `emissiveIntensity`. */
export function materialOf(bucket: Bucket): MeshStandardMaterial {
  const settings = SETTINGS[bucket];
  return new MeshStandardMaterial({ vertexColors: true, ...settings });
}

const OFFSET = { polygonOffset: true, polygonOffsetFactor: -1, polygonOffsetUnits: -2 };

const SETTINGS: Readonly<Record<Bucket, ConstructorParameters<typeof MeshStandardMaterial>[0]>> = {
  paint: { metalness: 0.3, roughness: 0.22 },
  // metalness stands for the two faces of a pane, which give back more than one plain surface
  glass: { metalness: 0.65, roughness: 0.05, ...OFFSET },
  trim: { metalness: 0, roughness: 0.75, side: DoubleSide, ...OFFSET },
  metal: { metalness: 0.9, roughness: 0.25, ...OFFSET },
  head: {
    metalness: 0.3,
    roughness: 0.12,
    emissive: new Color('#fff1d6'),
    emissiveIntensity: 0,
    ...OFFSET,
  },
  tail: {
    metalness: 0.1,
    roughness: 0.2,
    emissive: new Color('#ff0c06'),
    emissiveIntensity: 0,
    ...OFFSET,
  },
  amber: {
    metalness: 0.1,
    roughness: 0.25,
    emissive: new Color('#ff9a20'),
    emissiveIntensity: 0,
    ...OFFSET,
  },
};
