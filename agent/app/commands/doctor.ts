import { canConnect } from '../../adapters/mqtt/can-connect.ts';
import type { ResolvedConfig, ResolvedTarget } from '../../config/resolved.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { CONFIG_PATH, configOrProblems, NOTHING_TO_WATCH, printWarnings } from './check.ts';
import { clockFinding, diskFinding, ffmpegFinding, mediaFinding } from './doctor-box.ts';
import { cameraFindings } from './doctor-camera.ts';
import { modelFinding } from './doctor-model.ts';
import type { Check, Finding } from './finding.ts';

export const doctorCommand: CommandAdder = (program, done) => {
  program
    .command('doctor')
    .description('try everything the agent needs: ffmpeg, models, clock, disk, broker, cameras')
    .option('-c, --config <file>', 'configuration file', CONFIG_PATH)
    .option('--json', 'print one finding per line, as JSON')
    .action(async ({ config: path, json }: { config: string; json?: true }) => {
      const config = await configOrProblems(path);
      if (config === undefined) return done(EXIT.faults);
      printWarnings(path, config);
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
  const { cameras, models, targets } = config;
  return [
    async () => [await ffmpegFinding()],
    async () => [await clockFinding(config)],
    async () => [await diskFinding(config)],
    ...Object.values(models).map(
      (model): Check =>
        async () => [await modelFinding(model)],
    ),
    ...targets.map(
      (target): Check =>
        () =>
          targetFindings(target),
    ),
    ...cameras.map(
      (camera): Check =>
        () =>
          cameraFindings(camera),
    ),
    async () => absent(config),
  ];
}

async function targetFindings(target: ResolvedTarget): Promise<readonly Finding[]> {
  const problem = await canConnect(target);
  const message = problem ?? `${new URL(target.url).host} lets this node in`;
  const broker = { what: `target ${target.name}`, ok: problem === undefined, message };
  if (target.media === undefined) return [broker];
  return [broker, await mediaFinding(`media for ${target.name}`, target.media.path)];
}

/** What could not be tried because there is none. */
function absent({ cameras, targets }: ResolvedConfig): Finding[] {
  const findings: Finding[] = [];
  if (targets.length === 0)
    findings.push({ what: 'targets', ok: true, message: 'none: events stay on this box' });
  if (cameras.length === 0)
    findings.push({ what: 'cameras', ok: false, message: NOTHING_TO_WATCH });
  return findings;
}
