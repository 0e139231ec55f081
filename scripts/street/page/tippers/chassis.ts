import type { TipperShape } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import type { Mould } from './mould.ts';
import { box, rod, rounded, sheet } from './solid.ts';

const FRAME = '#2a2c2e';
const STEEL = '#8d9295';

/** Frame, tanks, guards, mudguards, flaps, rear bumper and lamps. */
export function addChassis(mould: Mould, shape: TipperShape): void {
  const { length, width, wheel, axles, cab, body } = shape;
  const rear = body.rear + 0.25;
  const front = length / 2 - cab.bumper.depth;
  mould.pair(
    'matt',
    FRAME,
    box([front - rear, 0.26, 0.09], [(front + rear) / 2, wheel + 0.42, 0.42]),
  );
  for (const x of axles)
    mould.add(
      'matt',
      FRAME,
      rod([x, wheel, -width / 2 + 0.3], [x, wheel, width / 2 - 0.3], 0.12, 8),
    );
  const steered = axles.slice(0, -2);
  const from = Math.min(...steered) - wheel - 0.12;
  const to = Math.max(...axles.slice(-2)) + wheel + 0.12;
  addTanks(mould, shape, from, to);
  addGuards(mould, shape);
  addRear(mould, shape, rear);
}

/** What hangs between the front and the rear wheels. */
function addTanks(mould: Mould, { width, wheel }: TipperShape, from: number, to: number): void {
  const room = from - to;
  const z = width / 2 - 0.36;
  const y = wheel + 0.18;
  mould.add(
    'matt',
    '#a9adb0',
    rod([from - 0.1, y, -z], [from - 0.1 - room * 0.5, y, -z], 0.29, 14),
  );
  for (const share of [0.14, 0.38])
    mould.add(
      'matt',
      '#3a3d40',
      rod([from - 0.1 - room * share, y, -z], [from - 0.17 - room * share, y, -z], 0.3, 14),
    );
  mould.add('matt', '#3b3e41', rounded([room * 0.3, 0.46, 0.4], [to + room * 0.22, y, -z], 0.04));
  mould.add(
    'matt',
    '#43474a',
    rounded([room * 0.34, 0.44, 0.42], [from - room * 0.22, y, z], 0.04),
  );
  mould.add(
    'matt',
    STEEL,
    rod([from - room * 0.5, y + 0.08, z], [to + 0.1, y + 0.08, z], 0.15, 10),
  );
  for (const up of [-0.2, 0.06])
    mould.pair(
      'matt',
      '#b8bcbe',
      box([room - 0.06, 0.1, 0.03], [(from + to) / 2, y + up - 0.02, width / 2 - 0.05]),
    );
  for (const share of [0.12, 0.5, 0.88])
    mould.pair(
      'matt',
      FRAME,
      box([0.05, 0.6, 0.05], [to + room * share, y + 0.05, width / 2 - 0.08]),
    );
}

/** Mudguards over the wheels and flaps behind the last ones. */
function addGuards(mould: Mould, { axles, wheel, width }: TipperShape): void {
  axles.forEach((x, at) => {
    const radius = wheel + 0.09;
    const inner = width / 2 - (at < axles.length - 2 ? 0.42 : 0.64);
    const rows = Array.from({ length: 9 }, (_, step): readonly Vec3[] => {
      const angle = (0.1 + (0.8 * step) / 8) * Math.PI;
      const [dx, y] = [radius * Math.cos(angle), wheel + radius * Math.sin(angle)];
      return [
        [x + dx, y, inner],
        [x + dx, y, width / 2 - 0.02],
        [x + dx * 0.97, y - 0.06, width / 2 - 0.015],
      ];
    });
    mould.pair('matt', '#1b1d1f', sheet(rows, { crease: 0.6 }));
  });
  const last = (axles[axles.length - 1] ?? 0) - wheel - 0.14;
  mould.pair('matt', '#16181a', box([0.02, 0.62, 0.58], [last, wheel + 0.1, width / 2 - 0.36]));
}

function addRear(mould: Mould, { width, wheel, body }: TipperShape, rear: number): void {
  const x = body.rear + 0.12;
  mould.add('matt', FRAME, box([0.1, 0.14, width - 0.16], [x, wheel + 0.03, 0]));
  mould.pair('matt', FRAME, box([0.08, 0.5, 0.08], [x + 0.05, wheel + 0.25, 0.5]));
  mould.add('matt', FRAME, box([0.06, 0.26, 0.9], [rear, wheel + 0.42, 0]));
  mould.pair(
    'matt',
    '#17191b',
    rounded([0.1, 0.2, 0.52], [x - 0.02, wheel + 0.24, width / 2 - 0.4], 0.03),
  );
  mould.pair(
    'tail',
    '#a3141a',
    box([0.03, 0.13, 0.22], [x - 0.08, wheel + 0.24, width / 2 - 0.28]),
  );
  mould.pair(
    'marker',
    '#d98a1d',
    box([0.03, 0.13, 0.14], [x - 0.08, wheel + 0.24, width / 2 - 0.5]),
  );
}
