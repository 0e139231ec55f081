import type { FacePatch, VehicleShape } from '../../assets/vehicle-shapes.ts';
import type { Sinks } from './details.ts';
import { facePatch, type Ground } from './patches.ts';
import { behindScreen, sideRect } from './side-rect.ts';
import { tintOf } from './sink.ts';

const STEP = tintOf('#26282b');
const CHROME = tintOf('#c9cdd1');
const AMBER = tintOf('#d9831f');
const LAMP = tintOf('#e3e8ea');
const CLOTH = tintOf('#5f7488');
const SKIN = tintOf('#b98a6c');

/** What a cab of a small lorry has that a van has not: a barred grille, fog lamps, steps, marker lamps. */
export function cabFittings(
  sinks: Sinks,
  ground: Ground,
  { body, front, wheels }: VehicleShape,
): void {
  const grille = front.find(({ of }) => of === 'grille');
  const screen = front.find(({ of }) => of === 'glass');
  const place = (patch: Omit<FacePatch, 'of'>) => ({ of: 'dark' as const, ...patch });
  if (grille) {
    const [low, high] = grille.y;
    for (const share of [0.2, 0.5, 0.8]) {
      const y = low + (high - low) * share;
      const bar = place({ y: [y - 0.013, y + 0.013], share: [-0.58, 0.58] });
      facePatch(sinks.metal, ground, 'front', bar, CHROME, 0.018);
    }
    const badge = place({ y: [low, high], share: [-0.09, 0.09] });
    facePatch(sinks.metal, ground, 'front', badge, CHROME, 0.022);
  }
  if (screen) behindScreen(sinks, ground, screen.y, { shirt: CLOTH, skin: SKIN });
  const fog = place({ y: [0.44, 0.51], share: [0.66, 0.84] });
  facePatch(sinks.head, ground, 'front', fog, LAMP, 0.02);
  const marker = place({ y: [body.height - 0.2, body.height - 0.15], share: [0.5, 0.66] });
  facePatch(sinks.amber, ground, 'front', marker, AMBER, 0.02);
  const [axle] = wheels;
  if (!axle) return;
  const behind = axle.x + axle.radius + 0.08;
  if (behind + 0.2 < body.to)
    sideRect(
      sinks.trim,
      ground,
      [behind, body.to - 0.04],
      [body.sill, body.sill + 0.12],
      STEP,
      0.01,
    );
  const turn = body.sill + 0.42;
  sideRect(sinks.amber, ground, [0.42, 0.54], [turn, turn + 0.06], AMBER, 0.012);
}
