import { BufferAttribute, BufferGeometry } from 'three';

/** One triangle over the whole picture. */
export function overall(): BufferGeometry {
  const triangle = new BufferGeometry();
  const corners = new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]);
  triangle.setAttribute('position', new BufferAttribute(corners, 3));
  return triangle;
}
