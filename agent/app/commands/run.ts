import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/clock/clock.ts';
import { startAgent } from '../agent.ts';
import type { CommandAdder } from '../command-line.ts';
import { drained } from '../drained.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createLogger } from '../logger.ts';
import { stopSignal } from '../stop-signal.ts';
import { CONFIG_PATH, configOrProblems } from './check.ts';

/** A stop that takes longer is given up: what was in hand stays in the journal. */
const STOP_MS = 9500;

export const runCommand: CommandAdder = (program, done) => {
  program
    .command('run')
    .description('watch the cameras of a configuration until stopped')
    .option('-c, --config <file>', 'configuration file', CONFIG_PATH)
    .action(async ({ config: path }: { config: string }) => done(await run(path)));
};

async function run(path: string): Promise<ExitCode> {
  const config = await configOrProblems(path);
  if (config === undefined) return EXIT.faults;
  if (config.cameras.length === 0) {
    process.stderr.write(`${path}: cameras: there is none to watch; add one (see README)\n`);
    return EXIT.faults;
  }
  const log = createLogger(config.log.level);
  const clock = systemClock(config.site.timezone);
  const stop = stopSignal();
  const agent = await startAgent({ config, log, clock, http: true });
  log.info({ http: agent.httpUrl, cameras: config.cameras.map(({ id }) => id) }, 'watching');
  await Promise.race([stop.requested, agent.ended]);
  // only recordings end: what they gave goes out first
  if (!stop.signal.aborted && !(await drained(agent, stop.signal)) && !stop.signal.aborted)
    log.warn({}, 'not everything was acknowledged in time; it is sent at the next start');
  log.info({}, 'stopping');
  const clean = await Promise.race([agent.stop().then(() => true), sleep(STOP_MS, false)]);
  if (!clean) log.warn({}, 'the stop took too long; the rest is done at the next start');
  return EXIT.ok;
}
