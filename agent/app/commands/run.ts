import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/clock/clock.ts';
import type { Log } from '../../ports/log.ts';
import { type Agent, startAgent } from '../agent.ts';
import type { CommandAdder } from '../command-line.ts';
import { drained } from '../drained.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createLogger } from '../logger.ts';
import { stopSignal } from '../stop-signal.ts';
import { CONFIG_PATH, configOrProblems, NOTHING_TO_WATCH } from './check.ts';
import { failing } from './failing.ts';

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
    process.stderr.write(`${path}: ${NOTHING_TO_WATCH} (see README)\n`);
    return EXIT.faults;
  }
  const log = createLogger(config.log.level);
  for (const { setting, line, message } of config.warnings)
    log.warn({ setting, place: `${path}:${line}` }, message);
  const clock = systemClock(config.site.timezone);
  const stop = stopSignal();
  const agent = await startAgent({ config, log, clock, http: true }).catch((error: unknown) => {
    log.debug({ err: error }, 'the start failed'); // with the stack, which is printed nowhere else
    throw error;
  });
  log.info({ http: agent.httpUrl, cameras: config.cameras.map(({ id }) => id) }, 'watching');
  const failure = await Promise.race([stop.requested, agent.ended, failing(agent)]).catch(
    (error: unknown) => ({ error }),
  );
  if (failure) log.error({ err: failure.error }, 'the agent cannot go on');
  // only recordings end: what they gave goes out first
  else if (!stop.signal.aborted && !(await drained(agent, stop.signal)) && !stop.signal.aborted)
    log.warn({}, 'not everything was acknowledged in time; it is sent at the next start');
  const clean = await stopCleanly(agent, log);
  return clean && !failure ? EXIT.ok : EXIT.failed;
}

/** False when something could not be closed, or took too long. */
async function stopCleanly(agent: Agent, log: Log): Promise<boolean> {
  log.info({}, 'stopping');
  const closed = agent.stop().then(
    () => 'closed' as const,
    (error: unknown) => {
      log.error({ err: error }, 'the stop was not clean');
      return 'failed' as const;
    },
  );
  const end = await Promise.race([closed, sleep(STOP_MS, 'late' as const)]);
  if (end === 'late') log.warn({}, 'the stop took too long; the rest is done at the next start');
  return end === 'closed';
}
