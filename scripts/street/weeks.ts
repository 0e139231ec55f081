import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { PRESETS } from './noise/presets.ts';
import { jobsFor } from './weeks/job.ts';
import { runJobs } from './weeks/pool.ts';
import { faultLines, reportOf, tableOf, type WeekReport } from './weeks/report.ts';
import { KINDS } from './weeks/run-camera.ts';
import type { WeekKind } from './weeks/stream.ts';

interface Options {
  readonly hours: number;
  readonly violationHours: number;
  readonly seed: number;
  readonly noise: string;
  readonly reader?: string;
  readonly processes: number;
  readonly only?: string;
  readonly nights: boolean;
  readonly faults: boolean;
  readonly json: boolean;
}

const program = new Command()
  .name('weeks')
  .description(
    'Simulates weeks of street as detections, and scores tracker, rules and episodes on them.',
  )
  .option('--hours <n>', 'camera-hours without violations', whole, 1000)
  .option('--violation-hours <n>', 'camera-hours with violations', whole, 264)
  .option('--seed <n>', 'the same seed gives the same street and the same noise', whole, 1)
  .option('--noise <name>', `detector: ${Object.keys(PRESETS).join(', ')}`, preset, 'small')
  .option('--reader <name>', 'reader of load and cover, where it is another than --noise', preset)
  .option('--processes <n>', 'processes at work', whole, availableParallelism())
  .option('--only <scene>', `one rule of ${KINDS.join(', ')}: faster`, scene)
  .option('--nights', 'only from six in the evening to six in the morning', false)
  .option('--faults', 'name every miss and false alarm', false)
  .option('--json', 'everything as JSON on stdout', false)
  .parse();

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError('expected a whole number, 0 or more');
  return value;
}

function preset(name: string): string {
  if (PRESETS[name] === undefined)
    throw new InvalidArgumentError(`expected one of ${Object.keys(PRESETS).join(', ')}`);
  return name;
}

function scene(text: string): string {
  if (!KINDS.includes(text)) throw new InvalidArgumentError(`expected one of ${KINDS.join(', ')}`);
  return text;
}

async function runWeeks(kind: WeekKind, hours: number, options: Options): Promise<WeekReport> {
  const jobs = jobsFor(kind, { ...options, hours });
  const before = performance.now();
  const show = (done: number) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${kind}: ${done} of ${jobs.length} days`);
  };
  const results = await runJobs(jobs, Math.max(1, options.processes), show);
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return reportOf(kind, results, (performance.now() - before) / 1000);
}

const options = program.opts<Options>();
const wanted: [WeekKind, number][] = [
  ['ordinary', options.hours],
  ['violations', options.violationHours],
];
const reports: WeekReport[] = [];
for (const [kind, hours] of wanted)
  if (hours > 0) reports.push(await runWeeks(kind, hours, options));

if (options.json) process.stdout.write(`${JSON.stringify(reports)}\n`);
else
  for (const report of reports) {
    process.stdout.write(`${tableOf(report)}\n\n`);
    if (options.faults) process.stdout.write(`${faultLines(report).join('\n')}\n\n`);
  }
