import { random } from '../world/random.ts';
import type { BodyShape, CabShape, TipperShape } from './tipper-shapes.ts';

/** How many makes are mixed; each is one more of the training half. */
const COUNT = 60;
/** Between two axles there is room for two wheels. */
const AXLE_GAP = 1.25;

type Draw = (least: number, most: number) => number;

/**
 * Makes to learn from, beside the drawn ones: the cab of one, the body of another, its measures and its
 * features changed within what tippers are. Three makes alone taught models those three.
 */
export function variantsOf(makes: readonly TipperShape[]): readonly TipperShape[] {
  const drawn = makes.filter(({ split }) => split === 'training');
  return Array.from({ length: COUNT }, (_, at) => variant(drawn, at));
}

function variant(drawn: readonly TipperShape[], at: number): TipperShape {
  const number = random(at, 'tipper-variant');
  const between: Draw = (least, most) => least + (most - least) * number();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(number() * from.length)] as T;
  // every cab has every body in turn
  const cabOf = drawn[at % drawn.length] as TipperShape;
  const bodyOf = drawn[Math.floor(at / drawn.length) % drawn.length] as TipperShape;
  const cab: CabShape = { ...cabOf.cab, roof: pick(drawn).cab.roof, visor: pick(drawn).cab.visor };
  const gap = cabOf.length / 2 - cabOf.cab.length - cabOf.body.front;
  const tail = bodyOf.body.rear + bodyOf.length / 2;
  const stretch = between(0.86, 1.14);
  const long = (bodyOf.body.front - bodyOf.body.rear) * stretch;
  const length = cab.length + gap + long + tail;
  const rear = tail - length / 2;
  return {
    ...{ id: `tipper-mix-${at + 1}`, split: 'training', length, width: cabOf.width },
    ...{ wheel: bodyOf.wheel, axles: axlesOf(cabOf, bodyOf, length, stretch) },
    cab,
    body: {
      ...bodyOf.body,
      ...{ rear, front: rear + long, section: pick(drawn).body.section },
      ...{ ribs: pick(drawn).body.ribs, lid: pick(drawn).body.lid },
      ...{ half: Math.min(cab.half - 0.03, bodyOf.body.half * between(0.95, 1.03)) },
      ...heights(bodyOf.body, cab, gap, between),
    },
  };
}

/** The walls higher or lower, with heap, lid and front wall on them. */
function heights(
  { floor: low, rim: top, headboard: over, canopy: reach }: BodyShape,
  cab: CabShape,
  gap: number,
  between: Draw,
): Pick<BodyShape, 'floor' | 'rim' | 'headboard' | 'canopy' | 'crest' | 'ridge'> {
  const floor = low + between(-0.06, 0.1);
  const rim = floor + (top - low) * between(0.75, 1.08);
  const headboard = rim + (over - top) * between(0.6, 1.3);
  const [roof] = cab.levels.at(-1) ?? [0];
  const canopy = headboard > roof + 0.12 ? reach * between(0.4, 1.2) : Math.min(reach, gap - 0.08);
  const crest = rim + between(0.34, 0.45);
  return { floor, rim, headboard, canopy, crest, ridge: rim + between(0.14, 0.28) };
}

/** The first under the cab, those behind as far from the end as on the body's own make. */
function axlesOf(
  cabOf: TipperShape,
  bodyOf: TipperShape,
  length: number,
  stretch: number,
): readonly number[] {
  const first = length / 2 - (cabOf.length / 2 - (cabOf.axles[0] ?? 0));
  const behind = bodyOf.axles
    .slice(1)
    .map((x) => (x + bodyOf.length / 2) * (x > 0 ? stretch : 1) - length / 2);
  return [first, ...behind.filter((x) => x < first - AXLE_GAP)];
}
