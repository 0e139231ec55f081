import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isSeq, visit } from 'yaml';
import { areaNames, areaOf } from '../world/areas.ts';
import type { StreetLayout } from '../world/layout.ts';
import { layoutOf } from '../world/layouts.ts';
import type { Actor, GroundZone, Scenario, SceneCamera, Waypoint } from '../world/scenario.ts';
import { mountPose } from './build.ts';

const WIDTH = 110;
const BEIJING_MS = 8 * 3_600_000;

/**
 * A scenario as a file that `parseScenario` reads back to the same value. Known streets, poses and areas
 * are written by name. Times are kept to the microsecond.
 */
export function scenarioToYaml(scenario: Scenario): string {
  const { name, about, family, split, seed, light, weather, street, shortened } = scenario;
  const document = new Document({
    ...{ name, about, family, split, seed, seconds: scenario.durationMs / 1000 },
    ...{ start: beijing(scenario.startUtcMs), light, weather, street: streetOf(street) },
    camera: cameraOf(scenario.camera, street),
    zones: named(scenario.zones, (zone) => zoneOf(zone, street)),
    rules: scenario.rules.map(({ use, settings }) => ({ use, ...settings })),
    shortened,
    actors: named(scenario.actors, actorOf),
    faults: scenario.faults.map(({ kind, fromMs, toMs, amount }) => ({
      ...{ kind, from: fromMs / 1000, until: toMs / 1000, amount },
    })),
    expect: scenario.expect.map(({ kind, actor, zone, fromMs, confirmMs, toMs }) => ({
      ...{ kind, actor, ...(zone !== undefined && { zone }), from: fromMs / 1000 },
      ...(confirmMs !== undefined && { confirm: confirmMs / 1000 }),
      ...(toMs !== undefined && { until: toMs / 1000 }),
    })),
  });
  inline(document);
  return document.toString({ lineWidth: WIDTH, flowCollectionPadding: true });
}

/** Settings, zones, rules, ... on lines of their own, and each setting of an actor; the rest inline. */
function inline(document: Document): void {
  const actors = document.get('actors');
  visit(document, (_, node, ancestors) => {
    if (!isMap(node) && !isSeq(node)) return undefined;
    const above = ancestors.filter((each) => isMap(each) || isSeq(each));
    const deepest = above[1] === actors ? 2 : 1;
    node.flow = above.length > deepest || node.items.length === 0;
    return node.flow ? visit.SKIP : undefined;
  });
}

function named<T extends { readonly id: string }>(list: readonly T[], show: (item: T) => object) {
  return Object.fromEntries(list.map((item) => [item.id, show(item)]));
}

function beijing(utcMs: number): string {
  return new Date(utcMs + BEIJING_MS).toISOString().replace('Z', '+08:00');
}

function streetOf(street: StreetLayout): string | StreetLayout {
  return isDeepStrictEqual(layoutOf(street.id), street) ? street.id : street;
}

function cameraOf(camera: SceneCamera, street: StreetLayout) {
  const { mount, fps, size, keys, codec, gopSeconds, bFrames, bitrateKbps, noise, sub, anchor } =
    camera;
  const fixed = isDeepStrictEqual(keys, [{ ...mountPose(mount, street), atMs: 0 }]);
  const written = keys.map(({ atMs, ...pose }) => ({ at: atMs / 1000, ...pose }));
  return {
    ...{ mount, fps, size: sizeOf(size), ...(!fixed && { keys: written }), codec },
    ...{ gop: gopSeconds, bFrames, kbps: bitrateKbps, noise, clock: camera.burnedClock },
    ...(sub && { sub: { size: sizeOf(sub), fps: sub.fps } }),
    ...(anchor && { anchor }),
  };
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width}x${height}`;
}

function zoneOf({ kind, ground, hours }: GroundZone, street: StreetLayout) {
  const area = areaNames(street).find((name) => isDeepStrictEqual(areaOf(street, name), ground));
  return {
    ...{ kind, ...(area === undefined ? { ground } : { area }) },
    ...(hours !== undefined && { hours }),
  };
}

function actorOf({ id: _, path, ...rest }: Actor) {
  return { ...rest, path: path.map(pointOf) };
}

function pointOf({ atMs, x, z, heading }: Waypoint): number[] {
  return [atMs / 1000, x, z, ...(heading === undefined ? [] : [heading])];
}
