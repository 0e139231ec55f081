/**
 * Draws the demo street and films it: `npx tsx scripts/demo-clip/make.ts [OUT.mp4]`.
 * 66 s, 1920x1080, 25 fps, H.264. What happens, in seconds of the clip:
 *   3 to 14   a silver car stops on the sidewalk and leaves in time (self-corrected)
 *   8 to 48   a red car stands on the sidewalk (confirmed); 26 to 32 a bus passes in front of it
 *   5 to 54   a vendor and a customer at a parasol with a table (confirmed)
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { bus, car, DEFS, parasol, person, street, table } from './sprites.ts';

const SCALE = 1.5;
const SECONDS = 66;

interface Actor {
  readonly name: string;
  readonly drawing: string;
  readonly size: readonly [width: number, height: number];
  readonly scale: number;
  readonly faces?: 'right';
  readonly y: number;
  /** [second, x of the left edge], moved evenly in between. */
  readonly path: readonly (readonly [number, number])[];
}

const ACTORS: readonly Actor[] = [
  {
    name: 'silver',
    drawing: car('silver'),
    size: [422, 145],
    scale: 0.75,
    faces: 'right',
    y: 330,
    path: [
      [0, -330],
      [3, 540],
      [14, 540],
      [17, 1300],
    ],
  },
  {
    name: 'red',
    drawing: car('red'),
    size: [422, 145],
    scale: 0.78,
    faces: 'right',
    y: 338,
    path: [
      [5, -340],
      [8, 140],
      [48, 140],
      [51, -340],
    ],
  },
  {
    name: 'parasol',
    drawing: parasol(),
    size: [260, 250],
    scale: 1,
    y: 206,
    path: [
      [4, 1300],
      [5, 950],
      [54, 950],
      [56, 1300],
    ],
  },
  {
    name: 'table',
    drawing: table(),
    size: [230, 105],
    scale: 0.8,
    y: 378,
    path: [
      [4, 1350],
      [5, 1010],
      [54, 1010],
      [56, 1350],
    ],
  },
  {
    name: 'vendor',
    drawing: person('#3d6b9a'),
    size: [80, 215],
    scale: 0.85,
    y: 288,
    path: [
      [1, 1290],
      [5, 985],
      [54, 985],
      [58, 1290],
    ],
  },
  {
    name: 'customer',
    drawing: person('#b7b0a0'),
    size: [80, 215],
    scale: 0.85,
    y: 296,
    path: [
      [6, 1290],
      [10, 1180],
      [40, 1180],
      [44, 1290],
    ],
  },
  {
    name: 'blue',
    drawing: car('blue'),
    size: [422, 145],
    scale: 1.05,
    y: 525,
    path: [
      [18, 1300],
      [22, -460],
    ],
  },
  {
    name: 'bus',
    drawing: bus(),
    size: [650, 262],
    scale: 1.15,
    y: 330,
    path: [
      [25, 1300],
      [33, -760],
    ],
  },
  {
    name: 'blue-again',
    drawing: car('blue'),
    size: [422, 145],
    scale: 1.05,
    y: 525,
    path: [
      [44, 1300],
      [48, -460],
    ],
  },
];

/** ffmpeg's expression for a position that moves evenly between the points of a path. */
function along(path: Actor['path']): string {
  const last = path.at(-1)?.[1] ?? 0;
  return path.slice(0, -1).reduceRight(
    (rest, [from, x], i) => {
      const [to, next] = path[i + 1] ?? [from, x];
      const here = `${x * SCALE}+(${(next - x) * SCALE})*(t-${from})/${to - from}`;
      return `if(lt(t,${to}),${i === 0 ? `if(lt(t,${from}),${x * SCALE},${here})` : here},${rest})`;
    },
    `${last * SCALE}`,
  );
}

async function draw(actor: Actor, folder: string): Promise<string> {
  const [width, height] = actor.size.map((side) => Math.round(side * actor.scale * SCALE));
  const box = `0 0 ${actor.size[0]} ${actor.size[1]}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}">${DEFS}${actor.drawing}</svg>`;
  const path = join(folder, `${actor.name}.png`);
  await sharp(Buffer.from(svg))
    .flop(actor.faces === 'right')
    .png()
    .toFile(path);
  return path;
}

const out = process.argv[2] ?? 'config/demo/street.mp4';
const folder = mkdtempSync(join(tmpdir(), 'demo-clip-'));
try {
  const ground = join(folder, 'street.png');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="1080" viewBox="0 0 1280 720">${DEFS}${street()}</svg>`;
  await sharp(Buffer.from(svg)).png().toFile(ground);
  const pictures = await Promise.all(ACTORS.map((actor) => draw(actor, folder)));
  const inputs = [ground, ...pictures].flatMap((path) => [
    '-loop',
    '1',
    '-framerate',
    '25',
    '-i',
    path,
  ]);
  const layers = ACTORS.map(
    (actor, i) =>
      `[v${i}][${i + 1}:v]overlay=x='${along(actor.path)}':y=${actor.y * SCALE}:eval=frame[v${i + 1}]`,
  );
  // noise like a sensor's, or the picture would stand as still as a frozen one
  const film = `[0:v]null[v0];${layers.join(';')};[v${ACTORS.length}]noise=alls=5:allf=t,format=yuv420p[out]`;
  const encode = ['-c:v', 'libx264', '-preset', 'slow', '-crf', '28', '-bf', '0', '-g', '50'];
  const colour = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  execFileSync(
    'ffmpeg',
    [
      '-y',
      '-v',
      'error',
      ...inputs,
      '-filter_complex',
      film,
      '-map',
      '[out]',
      '-t',
      `${SECONDS}`,
      ...encode,
      ...colour,
      '-movflags',
      '+faststart',
      out,
    ],
    { stdio: 'inherit' },
  );
} finally {
  rmSync(folder, { recursive: true });
}
