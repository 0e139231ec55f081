import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { startBroker } from '../../adapters/broker/broker.ts';
import { systemClock } from '../../adapters/clock/clock.ts';
import { startPlatform } from '../../adapters/platform/platform.ts';
import { parseConfig } from '../../config/load.ts';
import { packageRoot } from '../../config/package-root.ts';
import type { ResolvedConfig } from '../../config/resolved.ts';
import { showProblem } from '../../lib/checked-yaml.ts';
import { Closer } from '../../lib/closer.ts';
import { AgentError } from '../../ports/errors.ts';
import { startAgent } from '../agent.ts';
import type { CommandAdder } from '../command-line.ts';
import { drained } from '../drained.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createLogger } from '../logger.ts';
import { PlatformTrust } from '../platform-trust.ts';
import { stopSignal } from '../stop-signal.ts';
import { listPackages, packageNames } from './packages.ts';

interface DemoOptions {
  readonly out?: string;
  readonly verbose?: true;
}

export const demoCommand: CommandAdder = (program, done) => {
  program
    .command('demo')
    .description('watch a bundled clip with all that belongs to it: broker, platform, evidence')
    .option(
      '--out <folder>',
      'keep database, evidence and uploads here (default: a new temporary folder)',
    )
    .action(async (_options, command: Command) => done(await demo(command.optsWithGlobals())));
};

async function demo({ out, verbose }: DemoOptions): Promise<ExitCode> {
  const folder = out ?? (await mkdtemp(join(tmpdir(), 'streetwarden-demo-')));
  const platformFolder = join(folder, 'platform');
  await mkdir(platformFolder, { recursive: true });
  const closer = new Closer();
  const stop = stopSignal();
  try {
    const broker = await startBroker();
    closer.defer('broker', () => broker[Symbol.asyncDispose]());
    const trust = new PlatformTrust();
    const platform = await startPlatform({
      url: broker.url,
      verify: trust.verify,
      onState: trust.learn,
      show: (line) => say(line),
      quiet: ['streetwarden.evidence.available.v1'],
    });
    closer.defer('platform', () => platform[Symbol.asyncDispose]());
    const config = await demoConfig(folder, platformFolder, broker.url);
    say(`a street of 75 seconds is watched; events go to an MQTT broker at ${broker.url}`);
    const log = createLogger(verbose ? 'info' : 'error');
    const clock = systemClock(config.site.timezone);
    const agent = await startAgent({ config, log, clock, http: false });
    closer.defer('agent', () => agent.stop());
    await Promise.race([agent.ended, stop.requested]);
    await drained(agent, stop.signal);
    return await summary(join(config.node.dataDir, 'evidence', 'packages'), platformFolder);
  } finally {
    await closer.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** config/demo.yaml with the clip filmed "now" and everything below one folder. */
async function demoConfig(
  folder: string,
  platformFolder: string,
  url: string,
): Promise<ResolvedConfig> {
  const file = join(packageRoot(), 'config', 'demo.yaml');
  const loaded = parseConfig(await readFile(file, 'utf8'), file, process.env);
  if (!loaded.ok)
    throw new AgentError(
      'config/invalid',
      loaded.problems.map((p) => showProblem(file, p)).join('\n'),
    );
  const config = loaded.value;
  const startUtc = new Date().toISOString();
  return {
    ...config,
    node: { ...config.node, dataDir: join(folder, 'data') },
    cameras: config.cameras.map((camera) =>
      camera.source.kind === 'file'
        ? { ...camera, source: { ...camera.source, startUtc } }
        : camera,
    ),
    targets: config.targets.map((target) => ({
      ...target,
      url,
      media: { kind: 'directory', path: platformFolder },
    })),
  };
}

async function summary(packages: string, uploads: string): Promise<ExitCode> {
  const { names, ok, text } = await listPackages(packages, await packageNames(packages));
  say(`\n${text}`);
  say(`what the platform received, file by file checked against its hash: ${uploads}`);
  return ok && names.length > 0 ? EXIT.ok : EXIT.failed;
}
