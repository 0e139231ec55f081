import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { AgentError, type AgentErrorCode } from '../../ports/errors.ts';
import type { Sheet } from './sheet.ts';
import type { SheetInput } from './sheet-input.ts';

export type FromSheetChild =
  | { readonly type: 'ready' }
  | { readonly type: 'sheet'; readonly sheet: Sheet }
  | {
      readonly type: 'failed';
      readonly code: AgentErrorCode;
      readonly message: string;
      readonly facts: Readonly<Record<string, unknown>>;
    };

const SOURCE = import.meta.url.endsWith('.ts');
const MODULE = new URL(SOURCE ? './sheet-child.ts' : './sheet-child.js', import.meta.url);
const TIMEOUT_MS = 60_000;
/** The cameras go first. */
const NICE = 10;

let last: Promise<unknown> = Promise.resolve();

/**
 * `evidenceSheet` in a process of its own, one after the other: fonts and text layout leave some 50 MB
 * behind that only the end of a process gives back. Throws what `evidenceSheet` throws, and AgentError
 * 'evidence/incomplete' when the process ends without an answer.
 */
export function sheetAside(input: SheetInput): Promise<Sheet> {
  const turn = last.then(() => draw(input));
  last = turn.catch(() => {}); // its caller hears of it; the next one draws all the same
  return turn;
}

async function draw(input: SheetInput): Promise<Sheet> {
  const child = fork(MODULE, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: SOURCE ? ['--import', 'tsx'] : [],
    timeout: TIMEOUT_MS,
  });
  try {
    return await answer(child, input);
  } finally {
    child.kill('SIGKILL');
  }
}

function answer(child: ChildProcess, input: SheetInput): Promise<Sheet> {
  return new Promise((resolve, reject) => {
    child.on('message', (word: FromSheetChild) => {
      if (word.type === 'sheet') resolve(word.sheet);
      else if (word.type === 'failed')
        reject(new AgentError(word.code, word.message, { ...word.facts }));
      else child.send(input);
    });
    child.on('spawn', () => {
      if (child.pid !== undefined) setPriority(child.pid, NICE);
    });
    child.on('error', (error) => reject(ended(error.message)));
    child.on('exit', (code, signal) => reject(ended(`it ended with ${signal ?? `code ${code}`}`)));
  });
}

function ended(why: string): AgentError {
  return new AgentError(
    'evidence/incomplete',
    `the process that draws evidence sheets gave none: ${why}; the package is made again later`,
    { why },
  );
}
