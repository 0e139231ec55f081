import * as z from 'zod';

const metres = z.number().min(0).max(60);
const along = z.number().min(-60).max(60);

const bay = z.strictObject({
  x: along,
  z: z.number().min(-30).max(60),
  length: metres,
  width: metres,
});

const fields = {
  id: z.string().min(1),
  split: z.enum(['training', 'judging']),
  roadWidth: z.number().min(2).max(40),
  lanes: z.number().int().min(1).max(8),
  farWalk: metres,
  nearWalk: metres,
  kerb: z.number().min(0).max(0.5),
  paving: z.enum(['grey-slabs', 'red-bricks', 'granite', 'hexagons', 'mixed']),
  facade: z.enum(['shops', 'old-shops', 'offices', 'wall', 'park', 'building-site']),
  treeRow: metres,
  bays: z.array(bay).max(40),
  lamps: z.number().min(5).max(200),
};

const optionals = {
  tactile: metres.exactOptional(),
  treeSpacing: z.number().min(1).max(200).exactOptional(),
  bollards: z.number().min(0.5).max(200).exactOptional(),
  crossing: along.exactOptional(),
  gate: along.exactOptional(),
};

/** A street of one's own, with all that a layout has. */
const wholeStreet = z.strictObject({ ...fields, ...optionals });

/** A known street with changes. */
const changedStreet = z.strictObject({
  like: z.string(),
  ...z.object(fields).partial().shape,
  ...optionals,
});

export const streetObject = z.union([changedStreet, wholeStreet]);
