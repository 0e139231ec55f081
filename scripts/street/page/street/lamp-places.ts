import type { StreetLayout } from '../../world/layout.ts';

/** Street lamps in an even row along x: the lamp itself, not its pole. Metres. */
export interface LampRow {
  /** Of one of them; the others stand `spacing` apart on both sides. */
  readonly x: number;
  readonly z: number;
  /** Of the lamp over the road. */
  readonly height: number;
  readonly spacing: number;
  readonly poleZ: number;
}

const HEIGHT = 7.6;
const ARM = 1.6;

/** A row on each side of the street, set off by half a spacing. */
export function lampRows({ lamps, roadWidth, treeRow }: StreetLayout): readonly LampRow[] {
  const behind = Math.min(0.6, treeRow);
  const row = { height: HEIGHT, spacing: lamps };
  return [
    { ...row, x: -lamps * 0.3, poleZ: -behind, z: -behind + ARM },
    { ...row, x: lamps * 0.2, poleZ: roadWidth + behind, z: roadWidth + behind - ARM },
  ];
}
