/**
 * Reads plates whose text is known and prints how many are right, and what one costs on one thread. Nothing is
 * chosen by these pictures; what was chosen, was by drawn and rendered plates of the training half.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import sharp from 'sharp';
import { openPlateEngine, type PlateEngine } from '../../agent/adapters/plate/plate-engine.ts';
import type { Pixels } from '../../agent/core/plates/patch.ts';
import type { PlateSight } from '../../agent/core/plates/sight.ts';
import { largestVehicles } from './vehicle-crops.ts';

interface Options {
  readonly crops?: string;
  readonly rendered?: string;
  readonly trucks?: string;
  readonly limit: string;
}

/** What is known of a picture, and what was read in it. */
interface Case {
  readonly plate: string;
  /** Such as 'night, clear'; '' where nothing is known. */
  readonly light: string;
  readonly rows: string;
  readonly sights: readonly PlateSight[];
  readonly ms: number;
  readonly cpuMs: number;
}

type Read = (engine: PlateEngine, picture: Pixels) => Promise<readonly PlateSight[]>;

const readPlate: Read = async (engine, picture) => {
  const sight = await engine.readPlate(picture);
  return sight === undefined ? [] : [sight];
};
const readVehicle: Read = (engine, picture) => engine.readVehicle(picture);

async function main(options: Options): Promise<void> {
  const engine = await openPlateEngine(1);
  const limit = Number(options.limit);
  const { crops, rendered, trucks } = options;
  if (crops !== undefined) report('plate crops', await readFolder(engine, crops, limit, readPlate));
  if (rendered !== undefined) {
    const plates = await readFolder(engine, join(rendered, 'plates'), limit, readPlate);
    report('rendered plates', plates);
    const vehicles = join(rendered, 'vehicles');
    if ((await names(vehicles)).length > 0)
      report('rendered vehicles', await readFolder(engine, vehicles, limit, readVehicle));
  }
  if (trucks !== undefined) await reportTrucks(engine, trucks);
  await engine.release();
}

async function readFolder(
  engine: PlateEngine,
  folder: string,
  limit: number,
  read: Read,
): Promise<readonly Case[]> {
  const about = await table(`${folder}.csv`);
  const files = (await names(folder)).slice(0, limit);
  const cases: Case[] = [];
  // the first run sets up buffers and is not counted
  if (files[0] !== undefined) await read(engine, await pixelsOf(join(folder, files[0])));
  for (const file of files) {
    const picture = await pixelsOf(join(folder, file));
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    const sights = await read(engine, picture);
    const ms = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    const { light = '', rows = '1' } = about.get(file) ?? {};
    const plate = file.replace(/\.jpg$/, '');
    cases.push({ plate, light, rows, sights, ms, cpuMs: (user + system) / 1000 });
  }
  return cases;
}

function report(title: string, cases: readonly Case[]): void {
  const text = ({ sights }: Case) => sights[0]?.reading.text ?? '';
  const rate = (of: readonly Case[], right: (one: Case) => boolean) => {
    const count = of.filter(right).length;
    return `${count} of ${of.length} (${((100 * count) / Math.max(1, of.length)).toFixed(1)} %)`;
  };
  const exact = (one: Case) => text(one) === one.plate;
  const middle = (values: readonly number[]) =>
    (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toFixed(1);
  const lines = [
    ['exact', rate(cases, exact)],
    ['province right', rate(cases, (one) => text(one).charAt(0) === one.plate.charAt(0))],
    ['all but the province right', rate(cases, (one) => text(one).slice(1) === one.plate.slice(1))],
    ...groups(cases, ({ plate }) => `${plate.length} signs`, exact, rate),
    ...groups(cases, ({ rows }) => `${rows} row(s)`, exact, rate),
    ...groups(cases, ({ light }) => light, exact, rate),
    ['told without an unknown sign', rate(cases, isSure)],
    ['of those wrong', rate(cases.filter(isSure), (one) => !exact(one))],
    ['ms, median', middle(cases.map(({ ms }) => ms))],
    ['CPU ms, median', middle(cases.map(({ cpuMs }) => cpuMs))],
  ];
  console.log(`\n${title}\n${lines.map(([what, value]) => `  ${what}: ${value}`).join('\n')}`);
}

function groups(
  cases: readonly Case[],
  name: (one: Case) => string,
  right: (one: Case) => boolean,
  rate: (of: readonly Case[], right: (one: Case) => boolean) => string,
): readonly (readonly [string, string])[] {
  const all = grouped(cases, name);
  return all.size < 2
    ? []
    : [...all].sort().map(([key, of]) => [`exact, ${key}`, rate(of, right)] as const);
}

function grouped(
  cases: readonly Case[],
  name: (one: Case) => string,
): ReadonlyMap<string, readonly Case[]> {
  const all = new Map<string, Case[]>();
  for (const one of cases) all.set(name(one), [...(all.get(name(one)) ?? []), one]);
  return all;
}

/** As the agent tells it by default, after one look. */
const LEAST_CONFIDENCE = 0.8;

function isSure({ sights }: Case): boolean {
  const signs = sights[0]?.reading.signs ?? [];
  return signs.length > 0 && signs.every(({ confidence }) => confidence >= LEAST_CONFIDENCE);
}

/** Real plates: whether the largest vehicle has one that was read, and how surely; never which. */
async function reportTrucks(engine: PlateEngine, folder: string): Promise<void> {
  console.log('\ntrucks: the largest vehicle that the shipped detector sees');
  const files = await names(folder);
  const pictures = await Promise.all(files.map((file) => pixelsOf(join(folder, file))));
  for (const [at, crop] of (await largestVehicles(pictures)).entries()) {
    const sights = crop === undefined ? [] : await engine.readVehicle(crop);
    console.log(`  ${files[at]}: ${crop === undefined ? 'no vehicle' : inWords(sights[0])}`);
  }
}

function inWords(sight: PlateSight | undefined): string {
  if (sight === undefined) return 'no plate';
  const { reading, rows, colour = 'colour unknown' } = sight;
  const sure = reading.confidence.toFixed(2);
  return `${reading.text.length} signs, ${rows} row(s), ${colour}, confidence ${sure}`;
}

async function pixelsOf(file: string): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

async function names(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((file) => file.endsWith('.jpg')).sort();
}

/** Light and rows by file, of a rendered set. */
async function table(file: string) {
  if (!existsSync(file)) return new Map<string, { light: string; rows: string }>();
  const lines = (await readFile(file, 'utf8')).trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [name = '', , rows = '1', light = '', weather = ''] = line.split(',');
      return [name, { light: `${light}, ${weather}`, rows }] as const;
    }),
  );
}

await new Command('measure')
  .description('how many plates are read right, and what one costs')
  .option('--crops <folder>', 'crops of plates, each file named by its plate')
  .option('--rendered <folder>', 'a set of scripts/plates/render.ts')
  .option('--trucks <folder>', 'photographs of trucks, whose plates are not printed')
  .option('--limit <number>', 'so many of each at most', '100000')
  .action(main)
  .parseAsync();
