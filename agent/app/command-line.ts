import { Command, CommanderError } from 'commander';
import { AgentError } from '../ports/errors.ts';
import { checkCommand } from './commands/check.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { keysCommand } from './commands/keys.ts';
import { modelsCommand } from './commands/models.ts';
import { packCommand } from './commands/pack.ts';
import { probeCommand } from './commands/probe.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { sceneCommand } from './commands/scene.ts';
import { scoreCommand } from './commands/score.ts';
import { verifyCommand } from './commands/verify.ts';
import { systemWords } from './commands/words.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { software } from './identity.ts';

/** Adds one subcommand; its action leaves the exit code in `done`. */
export type CommandAdder = (program: Command, done: (code: ExitCode) => void) => void;

const COMMANDS: readonly CommandAdder[] = [
  runCommand,
  demoCommand,
  checkCommand,
  doctorCommand,
  probeCommand,
  replayCommand,
  scoreCommand,
  verifyCommand,
  packCommand,
  modelsCommand,
  keysCommand,
  sceneCommand,
];

const CODES = `
Exit codes: 0 all well; 1 faults found (configuration, package, model, box); 2 wrong command line;
3 something needed was not there or failed. Logs go to stderr, results to stdout.`;

/** Runs the program for a command line and returns its exit code. */
export async function commandLine(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = new Command('streetwarden')
    .description('Camera streams in, signed violation events out over MQTT.')
    .version(software().version)
    .option('--verbose', "also show a demo's log, and where an unexpected error came from")
    .addHelpText('after', CODES)
    .showHelpAfterError('(--help shows what there is)')
    // commands made after these two take them over
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  for (const add of COMMANDS) {
    add(program, (result) => {
      code = result;
    });
  }
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    process.stderr.write(`${inWords(error, program.opts()['verbose'] === true)}\n`);
    return EXIT.failed;
  }
}

function inWords(error: unknown, verbose: boolean): string {
  if (error instanceof AgentError) {
    const tail = error.facts['tail'];
    return `${error.code}: ${error.message}${typeof tail === 'string' && tail !== '' ? `\n${tail}` : ''}`;
  }
  if (verbose && error instanceof Error) return error.stack ?? error.message;
  return systemWords(error) ?? `unexpected error: ${sentences(error)} (--verbose shows more)`;
}

/** The message of an error, and those of what is gathered in it. */
function sentences(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors : [error.cause].filter(Boolean);
  return [error.message, ...inner.map(sentences)].join(': ');
}
