import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import sharp from 'sharp';
import type { StreetClass } from '../assets/asset.ts';
import { openStage } from '../film/browser.ts';
import type { TruthObject } from '../truth/frame.ts';
import { truthAt } from '../truth/truth-at.ts';
import { frameAt, sceneOf } from '../world/frame-state.ts';
import type { Scenario } from '../world/scenario.ts';
import {
  type CocoDetector,
  type CocoFinding,
  openDeim,
  openYolo,
  overlap,
  type Picture,
} from './detector-coco.ts';
import { detectorScene, SHOTS } from './detector-scenes.ts';

/** What COCO calls our classes; a tricycle and a two-wheeler with its rider may be called by several names. */
const EXACT: Readonly<Partial<Record<StreetClass, readonly string[]>>> = {
  ...{ person: ['person'], bicycle: ['bicycle', 'person'], motorcycle: ['motorcycle', 'person'] },
  ...{
    tricycle: ['motorcycle', 'truck'],
    car: ['car'],
    van: ['car', 'bus', 'truck'],
    bus: ['bus'],
  },
  ...{ truck: ['truck'], 'muck-truck': ['truck'], 'service-vehicle': ['car', 'truck', 'bus'] },
};
const VEHICLE = ['car', 'bus', 'truck'];
const TWO_WHEELED = ['bicycle', 'motorcycle', 'person'];
const LOOSE: Readonly<Partial<Record<StreetClass, readonly string[]>>> = {
  ...{ person: ['person'], bicycle: TWO_WHEELED, motorcycle: TWO_WHEELED },
  tricycle: ['bicycle', ...VEHICLE, 'motorcycle'],
};

interface Row {
  n: number;
  readonly loose: number[];
  readonly exact: number[];
}

const SHARED = fileURLToPath(new URL('../../../../shared/models/', import.meta.url));
const FILES = {
  deim: join(SHARED, 'coco-detectors/deimv2_hgnetv2_femto_coco.onnx'),
  yolo: join(SHARED, 'foreign-formats/yolo11n_uint8.onnx'),
};

interface Options {
  readonly pictures: string;
  readonly first: string;
  readonly out?: string;
  readonly size: string;
  readonly only?: string;
  readonly score: string;
}

async function table(options: Options): Promise<void> {
  if (!existsSync(FILES.deim) || !existsSync(FILES.yolo)) {
    process.stdout.write('skipped: the COCO detectors of ../shared/models are not there\n');
    return;
  }
  const [width = 960, height = 540] = options.size.split('x').map(Number);
  const detectors = [await openDeim(FILES.deim), await openYolo(FILES.yolo)];
  const rows = new Map<string, Row>();
  if (options.out) await mkdir(options.out, { recursive: true });
  await using stage = await openStage();
  const first = Number(options.first);
  const only = options.only?.split(',');
  for (let seed = first; seed < first + Number(options.pictures) / SHOTS; seed += 1) {
    const shots = Array.from({ length: SHOTS }, (_, shot) =>
      detectorScene(seed, shot, { width, height }, only),
    );
    const [street] = shots;
    if (street === undefined) continue;
    await stage.load(sceneOf({ ...street, actors: shots.flatMap(({ actors }) => actors) }));
    // a long run that is stopped leaves what it knows
    if (options.out) await writeFile(join(options.out, 'table.txt'), told(detectors, rows));
    for (const scenario of shots) {
      const pixels = await stage.frame(frameAt(scenario, MOMENT));
      const picture = await filmed({ pixels, width, height });
      const found = await Promise.all(detectors.map((detector) => detector.detect(picture)));
      const objects = asked(scenario, width, height);
      judge(rows, scenario, objects, found, Number(options.score));
      if (options.out)
        await draw(picture, objects, found, join(options.out, `${scenario.name}.png`));
    }
  }
  process.stdout.write(told(detectors, rows));
}

/** Everything stands still; any moment will do. Milliseconds. */
const MOMENT = 500;

function asked(scenario: Scenario, width: number, height: number): readonly TruthObject[] {
  return truthAt(scenario, MOMENT).objects.filter(
    (object) => object.part === undefined && counts(object, width, height),
  );
}

function judge(
  rows: Map<string, Row>,
  scenario: Scenario,
  objects: readonly TruthObject[],
  found: readonly (readonly CocoFinding[])[],
  least: number,
): void {
  const assets = new Map(scenario.actors.map(({ id, asset }) => [id, asset]));
  for (const object of objects) {
    const hits = found.map((findings) => bestOf(object, findings, least));
    for (const key of [`class ${object.class}`, `asset ${assets.get(object.actor)}`])
      tally(rows, key, hits);
  }
}

/** Big enough and plain enough to be asked for: 48 pixels at its longer side, mostly seen. */
function counts(
  { box, visibility, class: of }: TruthObject,
  width: number,
  height: number,
): boolean {
  const longer = Math.max((box.right - box.left) * width, (box.bottom - box.top) * height);
  return visibility >= 0.6 && longer > 48 && EXACT[of] !== undefined;
}

interface Hit {
  readonly loose: boolean;
  readonly exact: boolean;
}

function bestOf(object: TruthObject, findings: readonly CocoFinding[], least: number): Hit {
  const near = findings.filter(
    ({ box, score }) => score >= least && overlap(box, object.box) >= 0.5,
  );
  const called = (names: readonly string[]) => near.some(({ label }) => names.includes(label));
  return {
    loose: called(LOOSE[object.class] ?? VEHICLE),
    exact: called(EXACT[object.class] ?? []),
  };
}

function tally(rows: Map<string, Row>, key: string, hits: readonly Hit[]): void {
  const row = rows.get(key) ?? { n: 0, loose: [0, 0], exact: [0, 0] };
  row.n += 1;
  hits.forEach(({ loose, exact }, index) => {
    row.loose[index] = (row.loose[index] ?? 0) + (loose ? 1 : 0);
    row.exact[index] = (row.exact[index] ?? 0) + (exact ? 1 : 0);
  });
  rows.set(key, row);
}

/** As a camera delivers it: a little soft, a little noisy, compressed. */
async function filmed({ pixels, width, height }: Picture): Promise<Picture> {
  const raw = { width, height, channels: 3 as const };
  const soft = await sharp(pixels, { raw }).blur(0.5).raw().toBuffer();
  let state = 1;
  for (let at = 0; at < soft.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    soft[at] = Math.min(255, Math.max(0, (soft[at] ?? 0) + ((state >>> 24) / 255 - 0.5) * 9));
  }
  const jpeg = await sharp(soft, { raw }).jpeg({ quality: 78 }).toBuffer();
  return { pixels: await sharp(jpeg).raw().toBuffer(), width, height };
}

async function draw(
  { pixels, width, height }: Picture,
  objects: readonly TruthObject[],
  found: readonly (readonly CocoFinding[])[],
  file: string,
): Promise<void> {
  const rect = ({ left, top, right, bottom }: TruthObject['box'], colour: string, text = '') =>
    `<rect x="${left * width}" y="${top * height}" width="${(right - left) * width}" height="${(bottom - top) * height}" fill="none" stroke="${colour}"/><text x="${left * width}" y="${top * height - 2}" font-size="10" fill="${colour}">${text}</text>`;
  const marks = [
    ...objects.map(({ box }) => rect(box, '#00ff00')),
    ...found.flatMap((findings, index) =>
      findings
        .filter(({ score }) => score >= 0.4)
        .map(({ box, label, score }) =>
          rect(box, index === 0 ? '#ffaa00' : '#ff30ff', `${label} ${score.toFixed(2)}`),
        ),
    ),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${marks.join('')}</svg>`;
  const raw = { width, height, channels: 3 as const };
  await sharp(pixels, { raw })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toFile(file);
}

/** The table as text; of the assets those found worst come first. */
function told(detectors: readonly CocoDetector[], rows: ReadonlyMap<string, Row>): string {
  const share = (hits: number, n: number) => `${Math.round((100 * hits) / n)} %`.padStart(6);
  const head = detectors.map(({ name }) => `${name} any/exact`).join('   ');
  const order = (key: string, row: Row) =>
    key.startsWith('class') ? -10 : Math.max(...row.loose) / row.n;
  const sorted = [...rows].sort(([a, one], [b, other]) => order(a, one) - order(b, other));
  const lines = sorted.map(([key, { n, loose, exact }]) => {
    const cells = loose.map((hits, index) => `${share(hits, n)} ${share(exact[index] ?? 0, n)}`);
    const better = share(Math.max(...loose), n);
    return `${key.padEnd(24)}${String(n).padStart(4)}   ${cells.join('      ')}   ${better}\n`;
  });
  return [`${''.padEnd(24)}   n   ${head}   better one\n`, ...lines].join('');
}

const program = new Command('detector-table')
  .description('what detectors trained on photographs find in our pictures')
  .option('--pictures <count>', 'how many, in fours that share a street', '24')
  .option('--first <seed>', 'of the first street', '1')
  .option('--out <folder>', 'pictures with boxes: truth green, detectors orange and pink')
  .option('--size <WxH>', 'pixels', '960x540')
  .option('--only <assets>', 'ids, separated by commas')
  .option('--score <least>', 'a finding counts from here on', '0.4')
  .action(table);

program.parseAsync().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
