import process from 'node:process';
import { Command, Option } from 'commander';
import sharp from 'sharp';
import type { Cover, Load, LoadMaterial } from './assets/asset.ts';
import { ASSETS, assetOf } from './assets/catalog.ts';
import { openStage } from './film/browser.ts';
import { CENTRE, SQUARE, turntable, VIEWS, type View } from './film/turntable.ts';
import type { FrameState, Look, SceneDescription } from './page/contract.ts';
import { loadScenario } from './scenario/load.ts';
import { frameAt, sceneOf } from './world/frame-state.ts';
import { LAYOUTS, layoutOf } from './world/layouts.ts';
import { MOUNTS, mountOf, poseAt } from './world/mounts.ts';
import type { Light, Weather } from './world/scenario.ts';

interface Options {
  readonly view: View;
  readonly light: Light;
  readonly weather: Weather;
  readonly size: string;
  readonly out: string;
  readonly seed: string;
  readonly paint?: string;
  readonly plate?: string;
  readonly load?: Load;
  readonly material?: LoadMaterial;
  readonly cover?: Cover;
  readonly pose?: NonNullable<Look['pose']>;
  readonly speed: string;
  readonly travelled: string;
  readonly braking: boolean;
}

async function assetStill(id: string, options: Options): Promise<void> {
  const asset = assetOf(id);
  if (!asset)
    throw new Error(`no asset '${id}'; there are ${ASSETS.map((one) => one.id).join(', ')}`);
  const [width = 960, height = 540] = options.size.split('x').map(Number);
  const { paint, plate, load, material, cover, pose } = options;
  const look: Look = {
    seed: Number(options.seed),
    ...(paint && { paint }),
    ...(plate && { plate }),
    ...(load && { load }),
    ...(material && { material }),
    ...(cover && { cover }),
    ...(pose && { pose }),
  };
  const scene: SceneDescription = {
    seed: look.seed,
    size: { width, height },
    light: options.light,
    weather: options.weather,
    street: SQUARE,
    actors: [{ id, asset, look }],
  };
  const state: FrameState = {
    atMs: 0,
    camera: turntable(asset, options.view),
    actors: [
      {
        id,
        position: CENTRE,
        heading: -90,
        travelled: Number(options.travelled),
        speed: Number(options.speed),
        braking: options.braking,
      },
    ],
  };
  await write(scene, state, options.out);
}

interface StreetOptions extends Pick<Options, 'light' | 'weather' | 'size' | 'seed' | 'out'> {
  readonly mount: string;
}

/** An empty street as a mount sees it. */
async function streetStill(id: string, options: StreetOptions): Promise<void> {
  const [street, mount] = [layoutOf(id), mountOf(options.mount)];
  if (!street) throw new Error(`no street '${id}'; there are ${idsOf(LAYOUTS)}`);
  if (!mount) throw new Error(`no mount '${options.mount}'; there are ${idsOf(MOUNTS)}`);
  const [width = 960, height = 540] = options.size.split('x').map(Number);
  const { light, weather } = options;
  const size = { width, height };
  const scene = { seed: Number(options.seed), size, light, weather, street, actors: [] };
  await write(scene, { atMs: 0, camera: poseAt(mount, street), actors: [] }, options.out);
}

/** One moment of a scenario. */
async function scenarioStill(
  file: string,
  { at, out }: { readonly at: string; readonly out: string },
): Promise<void> {
  const loaded = await loadScenario(file);
  if (!loaded.ok)
    throw new Error(
      loaded.problems
        .map(({ line, column, message }) => `${file}:${line}:${column} ${message}`)
        .join('\n'),
    );
  const seconds = Number.parseFloat(at);
  await write(sceneOf(loaded.value), frameAt(loaded.value, Math.round(seconds * 1000)), out);
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).join(', ');

async function write(scene: SceneDescription, state: FrameState, out: string): Promise<void> {
  await using stage = await openStage();
  await stage.load(scene);
  const picture = await stage.frame(state);
  const raw = { ...scene.size, channels: 3 } as const;
  await sharp(picture, { raw }).png().toFile(out);
}

const LIGHTS = ['day', 'low-sun', 'overcast', 'dusk', 'night', 'infrared'];
const WEATHERS = ['clear', 'rain', 'wet', 'fog'];

const program = new Command('still').description('one picture, to look at');
program
  .command('asset <id>')
  .description('one asset alone on a turntable')
  .requiredOption('--out <file>', 'PNG to write')
  .option('--size <WxH>', 'pixels', '960x540')
  .addOption(new Option('--view <view>').choices(Object.keys(VIEWS)).default('front'))
  .addOption(new Option('--light <light>').choices(LIGHTS).default('day'))
  .addOption(new Option('--weather <weather>').choices(WEATHERS).default('clear'))
  .option('--seed <number>', 'of all that is random about it', '1')
  .option('--paint <#rrggbb>')
  .option('--plate <text>')
  .addOption(new Option('--load <load>').choices(['empty', 'level', 'heaped']))
  .addOption(new Option('--material <stuff>').choices(['earth', 'rubble', 'sand', 'gravel']))
  .addOption(
    new Option('--cover <cover>').choices(['rigid', 'tarpaulin', 'net', 'partial', 'none']),
  )
  .addOption(new Option('--pose <pose>').choices(['stand', 'sell', 'sweep', 'sit']))
  .option('--speed <m/s>', 'moving: turning wheels, walking legs', '0')
  .option('--travelled <m>', 'metres gone so far', '0')
  .option('--braking', 'brake lamps on', false)
  .action(assetStill);

program
  .command('street <id>')
  .description('an empty street')
  .requiredOption('--out <file>', 'PNG to write')
  .option('--mount <id>', 'where the camera hangs', 'pole-7m')
  .option('--size <WxH>', 'pixels', '960x540')
  .addOption(new Option('--light <light>').choices(LIGHTS).default('day'))
  .addOption(new Option('--weather <weather>').choices(WEATHERS).default('clear'))
  .option('--seed <number>', 'of all that is random about it', '1')
  .action(streetStill);
program
  .command('scenario <file>')
  .description('one moment of a scenario')
  .requiredOption('--out <file>', 'PNG to write')
  .option('--at <seconds>', 'from its start, e.g. 12s', '0s')
  .action(scenarioStill);

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
