import { writeFileSync } from 'node:fs';
import { PEOPLE } from '../../assets/people.ts';
import { mixedKind } from '../../assets/stall-mixes.ts';
import { STALLS } from '../../assets/stalls.ts';
import type { Vec3 } from '../../world/vector.ts';
import { stallParts } from '../stalls/stall-models.ts';
import { propParts } from './prop-models.ts';
import {
  partShapes,
  personShape,
  type Shapes,
  tricycleShapes,
  twoWheelerShapes,
} from './shapes-of.ts';

/** Measures the meshes and writes the hulls' tables: `npx tsx scripts/street/page/props/write-shapes.ts`. */
function main(): void {
  const people = PEOPLE.map(({ id, model, split }): Shapes => {
    if (model === 'two-wheeler') return twoWheelerShapes(id, split);
    if (model === 'tricycle') return tricycleShapes(id, split);
    return {
      [id]: personShape(id, 'stand', 1.3),
      [`${id}/stand`]: personShape(id, 'stand', 0),
      [`${id}/sell`]: personShape(id, 'sell', 0),
      [`${id}/sweep`]: personShape(id, 'sweep', 0),
      [`${id}/sit`]: personShape(id, 'sit', 0),
    };
  });
  const [drawn, mixed] = [false, true].map((mix) =>
    STALLS.filter(({ id }) => (mixedKind(id) !== undefined) === mix).map(({ id, model }) =>
      partShapes(id, model === 'stall' ? stallParts : propParts),
    ),
  );
  write('people-shapes.ts', 'PEOPLE_SHAPES', Object.assign({}, ...people));
  write('stall-shapes.ts', 'STALL_SHAPES', Object.assign({}, ...(drawn ?? [])));
  write('stall-shapes-mixed.ts', 'MIXED_STALL_SHAPES', Object.assign({}, ...(mixed ?? [])));
}

function write(file: string, name: string, shapes: Shapes): void {
  const rows = Object.entries(shapes).map(([id, hull]) => `  '${id}':\n    '${textOf(hull)}',`);
  const lines = [
    '/** Hulls measured on the meshes by `page/props/write-shapes.ts`; centimetres, see `shape.ts`. */',
    `export const ${name}: Readonly<Record<string, string>> = {`,
    ...rows,
    '};',
  ];
  writeFileSync(new URL(`../../assets/${file}`, import.meta.url), `${lines.join('\n')}\n`);
}

function textOf(hull: readonly Vec3[]): string {
  const cm = (value: number) => String(Math.round(value * 100) + 0);
  return [...new Set(hull.map((point) => point.map(cm).join(' ')))].join('|');
}

main();
