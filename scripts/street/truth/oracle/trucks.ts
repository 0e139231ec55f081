import type { FullRule } from '../../../../agent/config/rule-schema.ts';
import { contains } from '../../../../agent/core/geometry/polygon.ts';
import type { Asset } from '../../assets/asset.ts';
import { cameraAt } from '../../world/camera-at.ts';
import { placeAt } from '../../world/path.ts';
import type { Actor, Scenario } from '../../world/scenario.ts';
import type { TruthObject } from '../frame.ts';
import { downOn, loadInSight, openView } from '../load-view.ts';
import type { Ideal, Opinion, Span } from './ideal.ts';
import type { SightAt, SightsOf } from './sights.ts';

interface TruckCase {
  readonly scenario: Scenario;
  readonly kind: string;
  readonly rule: Extract<FullRule, { type: 'attribute' }>;
  readonly actor: Actor;
  readonly asset: Asset;
  readonly sights: SightsOf;
}

const STEP_MS = 200;
/** Height in the picture, share of the load's part of the truck in sight, and of the load over the boards. */
interface Need {
  readonly height: number;
  readonly inSight: number;
  readonly open: number;
}

/** From where on a load can be read, and from where on surely. */
const READABLE: Need = { height: 0.1, inSight: 0.5, open: 0.05 };
const CLEAR: Need = { height: 0.16, inSight: 0.75, open: 0.9 };
const SLACK_MS = 1000;

/** Of a truck under an attribute rule: one passage, from the first to the last sight. */
export function judgeTruck(one: TruckCase): Opinion[] {
  const { scenario, kind, rule, actor, asset, sights } = one;
  const silent = (because: string): Opinion[] => [{ silence: { kind, actor: actor.id, because } }];
  if (asset.model !== 'tipper') return silent('it is no tipper');
  const states: Readonly<Record<string, string>> = {
    ...{ load: actor.load ?? 'empty', cover: actor.cover ?? 'none' },
  };
  for (const [attribute, wanted] of Object.entries(rule.when)) {
    const state = states[attribute] ?? 'unknown';
    if (!wanted.includes(state)) return silent(`its ${attribute} is ${state}`);
  }
  const seen = sights(actor.id, 0, scenario.durationMs, STEP_MS).filter(({ object }) => object);
  if (!passesZone(one, seen)) return silent('it passes through none of the zones of the rule');
  const looks = seen.filter(
    ({ object, atMs }) => object && isReadable(one, object, atMs, READABLE),
  );
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined || looks.length < rule.minLooks)
    return silent(`its load can be seen well in ${looks.length} looks only`);
  const clear = seen.filter(({ object, atMs }) => object && isReadable(one, object, atMs, CLEAR));
  return [{ ideal: passage(one, seen, looks, clear.length < 2 * rule.minLooks) }];
}

function passage(
  { scenario, kind, rule, actor }: TruckCase,
  seen: readonly SightAt[],
  looks: readonly SightAt[],
  unclear: boolean,
): Ideal {
  const at = (sight: SightAt | undefined) => sight?.atMs ?? 0;
  const between = (from: number, to: number): Span => ({
    ...{ fromMs: from - SLACK_MS, toMs: to + SLACK_MS },
  });
  const gone = at(seen.at(-1));
  const stays = gone + STEP_MS >= scenario.durationMs;
  return {
    ...{ kind, actor: actor.id, from: between(at(seen[0]), at(looks[0])) },
    confirm: between(at(looks[rule.minLooks - 1]), gone),
    ...(!stays && { to: between(at(looks.at(-1)), gone) }),
    ...(unclear && { unclear: 'its load cannot be seen well' }),
  };
}

function passesZone({ rule, scenario, actor }: TruckCase, seen: readonly SightAt[]): boolean {
  if (!rule.zones && !rule.zoneKinds) return true;
  const zones = scenario.zones.filter(({ id, kind }) =>
    rule.zones ? rule.zones.includes(id) : rule.zoneKinds?.includes(kind),
  );
  return seen.some(({ atMs }) => {
    const place = placeAt(actor.path, atMs);
    return place && zones.some(({ ground }) => contains(ground, [place.x, place.z]));
  });
}

function isReadable(
  { scenario, asset }: TruckCase,
  object: TruthObject,
  atMs: number,
  { height, inSight, open }: Need,
): boolean {
  const { extent, distance } = object;
  const eyeHeight = cameraAt({ ...scenario, faults: [] }, atMs).position[1];
  const down = downOn(eyeHeight, asset.height, distance);
  return (
    extent.bottom - extent.top >= height &&
    loadInSight(object) > inSight &&
    openView(object, down) >= open
  );
}
