import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '../../adapters/broker/broker.ts';
import { systemClock } from '../../adapters/clock/clock.ts';
import { verifyPackage } from '../../adapters/evidence/verify-package.ts';
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

interface DemoOptions {
  readonly out?: string;
  readonly verbose?: true;
}

export const demoCommand: CommandAdder = (program, done) => {
  program
    .command('demo')
    .description(
      'the whole chain on a bundled clip: camera, detector, rules, evidence, broker, platform',
    )
    .option(
      '--out <folder>',
      'where database, evidence and uploads go (default: a new temporary folder)',
    )
    .option('--verbose', "show the agent's log too")
    .action(async (options: DemoOptions) => done(await demo(options)));
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
    say(`a street of one minute is watched; events go to an MQTT broker at ${broker.url}`);
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
  const names = await readdir(packages);
  const reports = await Promise.all(
    names.map(async (name) => ({ name, ...(await verifyPackage(join(packages, name))) })),
  );
  const bad = reports.filter(({ ok }) => !ok);
  say('');
  say(`${reports.length} evidence packages, ${reports.length - bad.length} verified:`);
  for (const { name, summary: about } of reports)
    say(`  ${about?.violation ?? '?'}: ${join(packages, name, 'data', 'media', 'sheet.jpg')}`);
  say(`what the platform received, file by file checked against its hash: ${uploads}`);
  say(`look closer: npx streetwarden verify ${join(packages, names[0] ?? '')}`);
  return bad.length === 0 && reports.length > 0 ? EXIT.ok : EXIT.failed;
}
