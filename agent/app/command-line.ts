import { Command, CommanderError } from 'commander';
import { AgentError } from '../ports/errors.ts';
import { checkCommand } from './commands/check.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { keysCommand } from './commands/keys.ts';
import { modelsCommand } from './commands/models.ts';
import { probeCommand } from './commands/probe.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { verifyCommand } from './commands/verify.ts';
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
  verifyCommand,
  modelsCommand,
  keysCommand,
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
    .addHelpText('after', CODES)
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride();
  for (const add of COMMANDS) {
    add(program, (result) => {
      code = result;
    });
  }
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    process.stderr.write(`${inWords(error)}\n`);
    return EXIT.failed;
  }
}

function inWords(error: unknown): string {
  if (!(error instanceof AgentError))
    return error instanceof Error ? (error.stack ?? '') : String(error);
  const tail = error.facts['tail'];
  return `${error.code}: ${error.message}${typeof tail === 'string' && tail !== '' ? `\n${tail}` : ''}`;
}
