import type { Asset, AssetModel, AssetPose, Split, StreetClass } from './asset.ts';
import { PEOPLE_SHAPES } from './people-shapes.ts';
import { reachOf, shapeOf } from './shape.ts';

type Row = readonly [id: string, of: StreetClass, split: Split, model: AssetModel];

const ROWS: readonly Row[] = [
  ['person-a', 'person', 'training', 'person'],
  ['person-b', 'person', 'training', 'person'],
  ['person-c', 'person', 'training', 'person'],
  ['person-d', 'person', 'judging', 'person'],
  ['person-e', 'person', 'judging', 'person'],
  ['ebike-a', 'motorcycle', 'training', 'two-wheeler'],
  ['ebike-b', 'motorcycle', 'judging', 'two-wheeler'],
  ['bicycle-a', 'bicycle', 'training', 'two-wheeler'],
  ['bicycle-b', 'bicycle', 'judging', 'two-wheeler'],
  ['tricycle-a', 'tricycle', 'training', 'tricycle'],
  ['tricycle-b', 'tricycle', 'judging', 'tricycle'],
];

/** Two- and three-wheelers to learn from, beside the drawn ones: made in other sizes, with other parts. */
const MIXED = (
  [
    ['ebike', 'motorcycle', 'two-wheeler', 5],
    ['bicycle', 'bicycle', 'two-wheeler', 4],
    ['tricycle', 'tricycle', 'tricycle', 6],
  ] as const
).flatMap(([name, of, model, count]) =>
  Array.from({ length: count }, (_, at): Row => [`${name}-mix-${at + 1}`, of, 'training', model]),
);

const POSES: readonly AssetPose[] = ['stand', 'sell', 'sweep', 'sit', 'parked'];

/** A box of a person's size, until the measured table has the asset. */
const UNMEASURED = '-30 0 -30|30 0 -30|-30 0 30|30 0 30|0 170 0';

/** People, and what they ride: two- and three-wheelers come with their rider while they move. */
export const PEOPLE: readonly Asset[] = [...ROWS, ...MIXED].map(([id, of, split, model]) => {
  const hull = shapeOf(PEOPLE_SHAPES[id] ?? UNMEASURED);
  const rider = PEOPLE_SHAPES[`${id}/rider`];
  return {
    ...{ id, class: of, split, model, ...reachOf(hull), hull, poses: posesOf(id) },
    ...(rider && { rider: { class: 'person', hull: shapeOf(rider) } }),
  };
});

function posesOf(id: string): NonNullable<Asset['poses']> {
  const measured = POSES.flatMap((pose) => {
    const shape = PEOPLE_SHAPES[`${id}/${pose}`];
    return shape ? [[pose, shapeOf(shape)] as const] : [];
  });
  return Object.fromEntries(measured);
}
