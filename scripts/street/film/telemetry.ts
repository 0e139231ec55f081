import type { CameraPose, PictureSize } from '../world/camera.ts';
import { cameraAt } from '../world/camera-at.ts';
import { random } from '../world/random.ts';
import type { Light, Scenario } from '../world/scenario.ts';
import { RADIANS } from '../world/vector.ts';
import type { FilmPicture } from './film-times.ts';
import { type Anchor, toGeographic } from './geographic.ts';

const CHINA_MS = 8 * 3_600_000;

/** Standard deviation of each reading, and how long (s) it keeps near one error. Metres and degrees. */
const NOISE = {
  east: [0.7, 40],
  north: [0.7, 40],
  up: [0.25, 25],
  yaw: [0.6, 60],
  pitch: [0.08, 10],
  roll: [0.06, 10],
} as const;

type Reading = keyof typeof NOISE;

/** Diagonal of a 35 mm picture, mm: DJI gives focal lengths as of that format. */
const FILM_DIAGONAL = 43.267;

/** Shutter and sensitivity as such a drone would choose them. */
const EXPOSURE: Readonly<Record<Light, readonly [iso: number, shutter: string]>> = {
  day: [100, '1/800.0'],
  'low-sun': [100, '1/400.0'],
  overcast: [100, '1/320.0'],
  dusk: [400, '1/60.0'],
  night: [3200, '1/30.0'],
  infrared: [1600, '1/30.0'],
};

/**
 * The bracketed telemetry that newer DJI drones write beside their films: one block for each picture, with
 * the errors of their sensors. Times are China's, without a zone, as the drones write them.
 */
export function flightSrt(
  scenario: Scenario,
  anchor: Anchor,
  pictures: readonly FilmPicture[],
): string {
  const error = sensorErrors(scenario.seed);
  let lastMs = 0;
  const blocks = pictures.map(({ atMs }, index) => {
    const nextMs = pictures[index + 1]?.atMs ?? atMs + 1000 / scenario.camera.fps;
    const read = error((atMs - lastMs) / 1000);
    const lines = [
      `${index + 1}`,
      `${timecode(atMs)} --> ${timecode(nextMs)}`,
      `<font size="28">FrameCnt: ${index + 1}, DiffTime: ${Math.round(nextMs - atMs)}ms`,
      localTime(scenario.startUtcMs + atMs),
      `${readings(scenario, anchor, cameraAt(scenario, atMs), read)}</font>`,
    ];
    lastMs = atMs;
    return lines.join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function readings(
  { camera, light }: Scenario,
  anchor: Anchor,
  pose: CameraPose,
  error: Readonly<Record<Reading, number>>,
): string {
  const [x, y, z] = pose.position;
  const { lat, lng } = toGeographic(anchor, [x + error.east, z - error.north]);
  const height = y + error.up;
  const [iso, shutter] = EXPOSURE[light];
  const yaw = ((((pose.yaw + error.yaw + 180) % 360) + 360) % 360) - 180;
  return [
    `[iso: ${iso}] [shutter: ${shutter}] [fnum: 2.8] [ev: 0] [color_md: default]`,
    `[focal_len: ${focalLength(pose.hfov, camera.size).toFixed(2)}]`,
    `[latitude: ${lat.toFixed(6)}] [longitude: ${lng.toFixed(6)}]`,
    `[rel_alt: ${height.toFixed(3)} abs_alt: ${(anchor.alt + height).toFixed(3)}] [ct: 5500]`,
    `[gb_yaw: ${yaw.toFixed(1)} gb_pitch: ${(pose.pitch + error.pitch).toFixed(1)} gb_roll: ${(pose.roll + error.roll).toFixed(1)}] `,
  ].join(' ');
}

/** Millimetres on 35 mm film with the same diagonal angle. */
function focalLength(hfov: number, { width, height }: PictureSize): number {
  const halfDiagonal = (Math.tan((hfov / 2) * RADIANS) * Math.hypot(width, height)) / width;
  return FILM_DIAGONAL / 2 / halfDiagonal;
}

/** Errors that wander slowly about zero (first-order Gauss-Markov), from the seed. */
function sensorErrors(seed: number): (seconds: number) => Readonly<Record<Reading, number>> {
  const draw = random(seed, 'telemetry');
  // Box and Muller: two even numbers make one normal one
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const now: Record<Reading, number> = { east: 0, north: 0, up: 0, yaw: 0, pitch: 0, roll: 0 };
  const names = Object.keys(NOISE) as Reading[];
  for (const name of names) now[name] = NOISE[name][0] * normal();
  return (seconds) => {
    for (const name of names) {
      const [sigma, keepS] = NOISE[name];
      const kept = Math.exp(-seconds / keepS);
      now[name] = now[name] * kept + sigma * Math.sqrt(1 - kept ** 2) * normal();
    }
    return { ...now };
  };
}

function timecode(ms: number): string {
  return new Date(Math.round(ms)).toISOString().slice(11, 23).replace('.', ',');
}

function localTime(utcMs: number): string {
  return new Date(Math.round(utcMs) + CHINA_MS).toISOString().slice(0, 23).replace('T', ' ');
}
