import type { FacePatch, SidePatch, VehicleShape } from './vehicle-shapes.ts';
import type { BodyShape, OutlinePoint } from './vehicle-shapes-body.ts';

/** Factors on length, width and height. */
export type Stretch = readonly [length: number, width: number, height: number];

/** The same vehicle longer, wider and higher; its wheels grow by half as much as it does. */
export function stretched(shape: VehicleShape, [l, w, h]: Stretch): VehicleShape {
  const point = ([x, y, round = 0]: OutlinePoint): OutlinePoint => [x * l, y * h, round];
  const long = (xs: readonly number[]) => xs.map((x) => x * l);
  const side = (one: SidePatch): SidePatch => ({ ...one, points: one.points.map(point) });
  const face = ({ y: [low, high], ...one }: FacePatch): FacePatch => ({
    ...one,
    y: [low * h, high * h],
  });
  const grown = (1 + h) / 2;
  const wheels = shape.wheels.map((one) => ({ ...one, x: one.x * l, radius: one.radius * grown }));
  const { mirror, screen, back, cargo, lightBar, rails, plates } = shape;
  return {
    ...shape,
    ...{ wheels, body: stretchedBody(shape.body, [l, w, h], point, grown) },
    ...{ sides: shape.sides.map(side), front: shape.front.map(face), rear: shape.rear.map(face) },
    ...{ pillars: long(shape.pillars), doors: long(shape.doors), handles: long(shape.handles) },
    ...{
      seats: long(shape.seats),
      plates: { ...plates, front: plates.front * h, rear: plates.rear * h },
    },
    ...(mirror && { mirror: [mirror[0] * l, mirror[1] * h, mirror[2]] }),
    ...(screen && { screen: [screen[0] * h, screen[1] * h, screen[2]] }),
    ...(back && { back: [back[0] * h, back[1] * h, back[2]] }),
    ...(rails && { rails: [rails[0] * l, rails[1] * l] }),
    ...(lightBar !== undefined && { lightBar: lightBar * l }),
    ...(cargo && {
      cargo: {
        ...cargo,
        from: cargo.from * l,
        floor: cargo.floor * h,
        height: cargo.height * h,
        width: cargo.width * w,
      },
    }),
  };
}

function stretchedBody(
  body: BodyShape,
  [l, w, h]: Stretch,
  point: (one: OutlinePoint) => OutlinePoint,
  grown: number,
): BodyShape {
  const { crown, nose, tail } = body;
  return {
    ...body,
    ...{ outline: body.outline.map(point), belt: body.belt.map(point) },
    ...{ from: body.from * l, to: body.to * l, width: body.width * w, height: body.height * h },
    ...{ sill: body.sill * h, hip: body.hip * h, tumble: body.tumble * w },
    ...{
      crown: [crown[0] * l, crown[1] * h, crown[2] * l],
      nose: [nose[0] * l, nose[1]],
      tail: [tail[0] * l, tail[1]],
    },
    arches: body.arches.map(({ x, y, radius }) => ({
      ...{ x: x * l, y: y * grown, radius: y * grown + radius - y },
    })),
  };
}
