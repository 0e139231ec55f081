import { statfs } from 'node:fs/promises';
import { isoAt, systemClock } from '../../adapters/clock/clock.ts';
import { locateFfmpeg } from '../../adapters/ffmpeg/binary.ts';
import { probe } from '../../adapters/ffmpeg/probe.ts';
import { canConnect } from '../../adapters/mqtt/can-connect.ts';
import { checkModel } from '../../adapters/onnx/check-model.ts';
import type { ResolvedCamera, ResolvedConfig } from '../../config/resolved.ts';
import { isClockSet } from '../clock-set.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { software } from '../identity.ts';
import { CONFIG_PATH, configOrProblems } from './check.ts';
import { rateOf } from './probe.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly message: string;
}

type Check = () => Promise<readonly Finding[]>;

const PROBE_MS = 15_000;

export const doctorCommand: CommandAdder = (program, done) => {
  program
    .command('doctor')
    .description('look at everything the agent needs: ffmpeg, models, clock, disk, broker, cameras')
    .option('-c, --config <file>', 'configuration file', CONFIG_PATH)
    .option('--json', 'print one finding per line')
    .action(async ({ config: path, json }: { config: string; json?: true }) => {
      const config = await configOrProblems(path);
      if (config === undefined) return done(EXIT.faults);
      let good = true;
      for (const check of checks(config)) {
        for (const finding of await check()) {
          good &&= finding.ok;
          process.stdout.write(json ? `${JSON.stringify(finding)}\n` : show(finding));
        }
      }
      done(good ? EXIT.ok : EXIT.faults);
    });
};

function show({ what, ok, message }: Finding): string {
  return `${ok ? 'good ' : 'FAULT'}  ${what.padEnd(24)}${message}\n`;
}

function checks(config: ResolvedConfig): readonly Check[] {
  return [
    async () => [await ffmpegFinding()],
    async () => [clockFinding(config)],
    async () => [await diskFinding(config)],
    ...Object.values(config.models).map(
      (model): Check =>
        async () => [await modelFinding(model.name, model.path)],
    ),
    ...config.targets.map(
      (target): Check =>
        async () => {
          const problem = await canConnect(target);
          const message = problem ?? `${new URL(target.url).host} lets this node in`;
          return [{ what: `target ${target.name}`, ok: problem === undefined, message }];
        },
    ),
    ...config.cameras.map(
      (camera): Check =>
        () =>
          cameraFindings(camera),
    ),
  ];
}

async function ffmpegFinding(): Promise<Finding> {
  try {
    const { version, origin, path, has } = await locateFfmpeg(process.env);
    const less = has.writePrft
      ? ''
      : '; too old for camera clocks: capture times will be arrival times';
    const note =
      origin === 'bundled' ? `the bundled build, good enough to try${less}` : `${path}${less}`;
    return { what: 'ffmpeg', ok: true, message: `${version}, ${note}` };
  } catch (error) {
    return fault('ffmpeg', error);
  }
}

function clockFinding({ site }: ResolvedConfig): Finding {
  const clock = systemClock(site.timezone);
  const ok = isClockSet(clock);
  const advice = ok ? '' : ': it was never set; set up NTP, else no event can be dated';
  return { what: 'clock', ok, message: `${isoAt(clock.utcMs(), site.timezone)}${advice}` };
}

async function diskFinding({ node, retention }: ResolvedConfig): Promise<Finding> {
  try {
    const folder = await statfs(node.dataDir).catch(() => statfs('.')); // made at the first start
    const free = folder.bavail * folder.bsize;
    const ok = free >= retention.minFreeBytes;
    const need = `${Math.round(retention.minFreeBytes / 1e6)} MB are to stay free`;
    return {
      what: 'disk',
      ok,
      message: `${Math.round(free / 1e6)} MB free at ${node.dataDir}; ${need}`,
    };
  } catch (error) {
    return fault('disk', error);
  }
}

async function modelFinding(name: string, path: string): Promise<Finding> {
  const { ok, problems, runMs } = await checkModel(path);
  const message = ok
    ? `${software().name} can run it: ${runMs?.toFixed(1)} ms a picture`
    : problems.join('; ');
  return { what: `model ${name}`, ok, message };
}

async function cameraFindings({ id, source }: ResolvedCamera): Promise<readonly Finding[]> {
  const addresses =
    source.kind === 'file'
      ? [source.path]
      : [source.url, source.sub].filter((url) => url !== undefined);
  const transport = source.kind === 'rtsp' ? source.transport : 'tcp';
  const findings: Finding[] = [];
  for (const [index, address] of addresses.entries()) {
    const what = `camera ${id}${index === 0 ? '' : ' (sub)'}`;
    try {
      const ffmpeg = await locateFfmpeg(process.env);
      const { codec, size, ...report } = await probe(
        address,
        { transport, timeoutMs: PROBE_MS },
        ffmpeg,
      );
      const message = `${codec}, ${size.width} x ${size.height}, ${rateOf(report)} pictures/s`;
      findings.push({ what, ok: true, message });
    } catch (error) {
      findings.push(fault(what, error));
    }
  }
  return findings;
}

function fault(what: string, error: unknown): Finding {
  return { what, ok: false, message: error instanceof Error ? error.message : String(error) };
}
