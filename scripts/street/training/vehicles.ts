import { assetOf } from '../assets/catalog.ts';
import type { TruthObject } from '../truth/frame.ts';
import { downOn, loadInSight, openView } from '../truth/load-view.ts';
import type { Scenario } from '../world/scenario.ts';
import type { CLASSES } from './labels.ts';

/**
 * Columns of vehicles.csv. The box is in pixels; `aspect` and `down` in degrees; `open` is the share of the load
 * that the angle shows, `sight` that of the part carrying it which is in the picture and not hidden; `tipper` is 1
 * for what a reader of load and cover is asked about.
 */
export const VEHICLE_COLUMNS = [
  ...['picture', 'actor', 'class', 'asset', 'tipper', 'left', 'top', 'right', 'bottom'],
  ...['visibility', 'load', 'material', 'cover', 'torn', 'aspect', 'down', 'open', 'sight'],
  ...['distance', 'light', 'weather', 'mount'],
].join(',');

/** Less of it, or a shorter side in pixels, is no vehicle to look at. */
const LEAST_VISIBLE = 0.35;
const LEAST_PIXELS = 28;

const VEHICLES: ReadonlySet<string> = new Set<(typeof CLASSES)[number]>([
  ...(['car', 'van', 'bus', 'truck', 'muck-truck', 'service-vehicle', 'tricycle'] as const),
]);

/** Lines of vehicles.csv: every vehicle of a picture that is seen well enough to have its load asked for. */
export function vehicleLines(
  scenario: Scenario,
  objects: readonly TruthObject[],
  picture: string,
): string {
  const { size } = scenario.camera;
  return objects
    .filter((one) => VEHICLES.has(one.class) && one.part === undefined)
    .filter(({ box, visibility }) => {
      const [wide, high] = [
        (box.right - box.left) * size.width,
        (box.bottom - box.top) * size.height,
      ];
      return visibility >= LEAST_VISIBLE && Math.min(wide, high) >= LEAST_PIXELS;
    })
    .map((object) => `${lineOf(scenario, object, picture).join(',')}\n`)
    .join('');
}

function lineOf(scenario: Scenario, object: TruthObject, picture: string): readonly unknown[] {
  const { light, weather, camera } = scenario;
  const { box, visibility, aspect, distance } = object;
  const actor = scenario.actors.find(({ id }) => id === object.actor);
  const asset = assetOf(actor?.asset ?? '');
  const [key] = camera.keys;
  const down = downOn(key?.position[1] ?? 0, asset?.height ?? 0, distance);
  const corners = [
    ...[box.left * camera.size.width, box.top * camera.size.height],
    ...[box.right * camera.size.width, box.bottom * camera.size.height],
  ];
  return [
    ...[picture, object.actor, object.class, asset?.id, asset?.model === 'tipper' ? 1 : 0],
    ...[...corners.map((one) => one.toFixed(1)), visibility.toFixed(2)],
    ...[object.load, actor?.material, object.cover, actor?.torn ? 1 : 0, aspect.toFixed(0)],
    ...[down.toFixed(1), openView(object, down).toFixed(2), loadInSight(object).toFixed(2)],
    ...[distance.toFixed(1), light, weather, camera.mount],
  ];
}
