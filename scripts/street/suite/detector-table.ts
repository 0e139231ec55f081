import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { openStage, type Stage } from '../film/browser.ts';
import type { SceneDescription } from '../page/contract.ts';
import type { TruthObject } from '../truth/frame.ts';
import { truthAt } from '../truth/truth-at.ts';
import type { PictureSize } from '../world/camera.ts';
import { frameAt, sceneOf } from '../world/frame-state.ts';
import type { Light, Scenario } from '../world/scenario.ts';
import { type CocoDetector, type CocoFinding, openDeim, openYolo } from './detector-coco.ts';
import { counts, hitOf, LEAST_SEEN, Tally } from './detector-judge.ts';
import { filmed, marked, miss } from './detector-pictures.ts';
import { DAYLIGHTS, detectorScene, SHOTS } from './detector-scenes.ts';
import { changed, loadSquare, type Question, type Seen, shares } from './detector-seen.ts';

const SHARED = fileURLToPath(new URL('../../../../shared/models/', import.meta.url));
const FILES = {
  deim: join(SHARED, 'coco-detectors/deimv2_hgnetv2_femto_coco.onnx'),
  yolo: join(SHARED, 'foreign-formats/yolo11n_uint8.onnx'),
};

interface Options {
  readonly pictures: string;
  readonly first: string;
  readonly shots: string;
  readonly out?: string;
  readonly misses?: string;
  readonly size: string;
  readonly only?: string;
  readonly light: string;
  readonly score: string;
}

/** What a run works with. */
interface Table {
  readonly stage: Stage;
  readonly detectors: readonly CocoDetector[];
  readonly tally: Tally;
  readonly size: PictureSize;
  readonly least: number;
  readonly out?: string;
  readonly misses?: string;
}

/** Everything goes its way steadily; any moment will do. Milliseconds. */
const MOMENT = 500;

async function table(options: Options): Promise<void> {
  if (!existsSync(FILES.deim) || !existsSync(FILES.yolo)) {
    process.stdout.write('skipped: the COCO detectors of ../shared/models are not there\n');
    return;
  }
  const [width = 960, height = 540] = options.size.split('x').map(Number);
  const detectors = [await openDeim(FILES.deim), await openYolo(FILES.yolo)];
  const tally = new Tally(detectors.map(({ name }) => name));
  for (const folder of [options.out, options.misses])
    if (folder) await mkdir(folder, { recursive: true });
  await using stage = await openStage();
  const { out, misses } = options;
  const run: Table = {
    ...{ stage, detectors, tally, size: { width, height }, least: Number(options.score) },
    ...(out !== undefined && { out }),
    ...(misses !== undefined && { misses }),
  };
  const only = options.only?.split(',');
  const [first, each] = [Number(options.first), Number(options.shots)];
  for (let seed = first; seed < first + Number(options.pictures) / each; seed += 1) {
    const wish = { size: run.size, lights: lightsOf(options.light), ...(only && { only }) };
    const shots = Array.from({ length: each }, (_, shot) => detectorScene(seed, shot, wish));
    await street(run, shots);
    // a long run that is stopped leaves what it knows
    if (out) await writeFile(join(out, 'table.txt'), tally.told());
  }
  process.stdout.write(tally.told());
}

function lightsOf(text: string): readonly Light[] {
  const names = text.split(',');
  const lights = DAYLIGHTS.filter((light) => names.includes(light));
  if (lights.length === 0)
    throw new RangeError(`expected lights of ${DAYLIGHTS.join(', ')}, got '${text}'`);
  return lights;
}

/** What one picture shows and what was found in it. */
interface Shot extends Question {
  readonly scenario: Scenario;
  readonly objects: readonly TruthObject[];
  readonly covers: Awaited<ReturnType<typeof changed>>;
}

/** Pictures of one street: drawn first, then measured on the empty square, then judged. */
async function street(run: Table, scenarios: readonly Scenario[]): Promise<void> {
  const [first] = scenarios;
  if (first === undefined) return;
  const actors = scenarios.flatMap((scenario) => scenario.actors);
  const scene: SceneDescription = sceneOf({ ...first, actors });
  await run.stage.load(scene);
  const shots: Shot[] = [];
  for (const scenario of scenarios) shots.push(await taken(run, scenario));
  await loadSquare(run.stage, scene);
  for (const shot of shots) {
    const seen = await shares(run.stage, shot, shot.covers, run.size);
    await judge(run, shot, seen);
  }
}

async function taken({ stage, size }: Table, scenario: Scenario): Promise<Shot> {
  const state = frameAt(scenario, MOMENT);
  const objects = truthAt(scenario, MOMENT).objects.filter((object) =>
    counts(object, size.width, size.height),
  );
  const boxes = new Map(objects.map(({ actor, box }) => [actor, box]));
  const question = { state, boxes, pixels: await stage.frame(state) };
  return { ...question, scenario, objects, covers: await changed(stage, question, size) };
}

async function judge(
  { detectors, tally, size, least, out, misses }: Table,
  { scenario, objects, pixels }: Shot,
  seen: ReadonlyMap<string, Seen>,
): Promise<void> {
  const picture = await filmed({ pixels, ...size });
  const found: (readonly CocoFinding[])[] = [];
  for (const detector of detectors) found.push(await detector.detect(picture));
  const assets = new Map(scenario.actors.map(({ id, asset }) => [id, asset]));
  const plain = objects.flatMap((object) => {
    const { share = 0, box = object.box } = seen.get(object.actor) ?? {};
    return share >= LEAST_SEEN ? [{ object, box, share }] : [];
  });
  for (let hidden = plain.length; hidden < objects.length; hidden += 1) tally.hide();
  for (const { object, box, share } of plain) {
    const hits = found.map((findings) => hitOf(object, box, findings, least));
    const asset = assets.get(object.actor);
    for (const key of [`class ${object.class}`, `asset ${asset}`]) tally.add(key, hits);
    if (misses && hits.every(({ loose }) => !loose))
      await miss(
        picture,
        object.box,
        misses,
        `${object.class}-${Math.round(share * 100)}-${scenario.seed}-${object.actor}`,
      );
  }
  const boxes = plain.map(({ box }) => box);
  if (out)
    await writeFile(join(out, `${scenario.name}.png`), await marked(picture, boxes, found, least));
}

const program = new Command('detector-table')
  .description(
    'what detectors trained on photographs find in our pictures, of things of which 60 % is really seen',
  )
  .option('--pictures <count>', 'how many', '24')
  .option('--first <seed>', 'of the first street', '1')
  .option('--shots <count>', 'pictures that share a street', String(SHOTS))
  .option('--out <folder>', 'pictures with boxes: truth green, detectors orange and pink')
  .option('--misses <folder>', 'cut-outs of what no detector found, by class')
  .option('--size <WxH>', 'pixels', '960x540')
  .option('--only <assets>', 'ids, separated by commas')
  .option('--light <names>', 'which lights, separated by commas', 'day,low-sun,overcast')
  .option('--score <least>', 'a finding counts from here on', '0.4')
  .action(table);

program.parseAsync().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
