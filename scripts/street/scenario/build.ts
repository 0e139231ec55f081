import { areaOf } from '../world/areas.ts';
import type { CameraPose } from '../world/camera.ts';
import type { StreetLayout } from '../world/layout.ts';
import { mountOf, poseAt } from '../world/mounts.ts';
import type {
  Actor,
  ExpectedEpisode,
  GroundZone,
  Scenario,
  SceneCamera,
  Waypoint,
} from '../world/scenario.ts';
import { ruleWritten } from './check-names.ts';
import type { WrittenScenario } from './schema.ts';

/** Milliseconds of seconds, without what floating point adds. */
function ms(seconds: number): number {
  return Math.round(seconds * 1e6) / 1000;
}

/** A checked scenario, its times in ms; `raw` is the file's own value, for the rules' settings as written. */
export function buildScenario(
  written: WrittenScenario,
  raw: unknown,
  street: StreetLayout,
): Scenario {
  const { name, about, family, seed, light, weather, shortened } = written;
  const rules = (raw as { rules?: readonly unknown[] }).rules ?? [];
  return {
    ...{ name, about, family, split: written.split ?? street.split, seed },
    durationMs: ms(written.seconds),
    startUtcMs: Date.parse(written.start),
    ...{ light, weather, street },
    camera: cameraOf(written.camera, street),
    zones: Object.entries(written.zones).map(([id, zone]) => zoneOf(id, zone, street)),
    actors: Object.entries(written.actors).map(([id, actor]) => actorOf(id, actor)),
    faults: written.faults.map(({ kind, from, until, amount }) => ({
      ...{ kind, fromMs: ms(from), toMs: ms(until), amount },
    })),
    rules: rules.map(ruleWritten),
    expect: written.expect.map(expectedOf),
    shortened,
  };
}

/** The pose of a named mount. Throws RangeError where there is none such. */
export function mountPose(name: string, street: StreetLayout): CameraPose {
  const mount = mountOf(name);
  if (mount === undefined) throw new RangeError(`expected the name of a mount, not '${name}'`);
  return poseAt(mount, street);
}

function cameraOf(written: WrittenScenario['camera'], street: StreetLayout): SceneCamera {
  const { mount, size, fps, codec, gop, bFrames, kbps, noise, clock, sub, anchor } = written;
  const base = mountPose(mount, street);
  const keys = (written.keys ?? [{ at: 0 }]).map(({ at, ...pose }) => ({
    ...{ ...base, ...pose },
    atMs: ms(at),
  }));
  return {
    ...{ mount, size, fps, keys, codec, gopSeconds: gop, bFrames, bitrateKbps: kbps, noise },
    burnedClock: clock,
    ...(sub && { sub: { ...sub.size, fps: sub.fps } }),
    ...(anchor && { anchor }),
  };
}

function zoneOf(
  id: string,
  { kind, area, ground, hours }: WrittenScenario['zones'][string],
  street: StreetLayout,
): GroundZone {
  const corners = area === undefined ? (ground ?? []) : areaOf(street, area);
  return { id, kind, ground: corners, ...(hours !== undefined && { hours }) };
}

function actorOf(id: string, { path, ...rest }: WrittenScenario['actors'][string]): Actor {
  return { id, ...rest, path: path.map(waypointOf) };
}

function waypointOf(point: WrittenScenario['actors'][string]['path'][number]): Waypoint {
  const [at, x, z, heading] = point;
  return { atMs: ms(at), x, z, ...(heading !== undefined && { heading }) };
}

function expectedOf(written: WrittenScenario['expect'][number]): ExpectedEpisode {
  const { kind, actor, zone, from, confirm, until } = written;
  return {
    ...{ kind, actor, ...(zone !== undefined && { zone }), fromMs: ms(from) },
    ...(confirm !== undefined && { confirmMs: ms(confirm) }),
    ...(until !== undefined && { toMs: ms(until) }),
  };
}
