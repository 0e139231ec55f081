import { AgentError } from '../../ports/errors.ts';
import { evidenceSheet } from './sheet.ts';
import type { SheetInput } from './sheet-input.ts';
import type { FromSheetChild } from './sheet-process.ts';

/** One sheet, then the end: see sheet-process.ts. */
function say(word: FromSheetChild, done: () => void = () => {}): void {
  process.send?.(word, undefined, undefined, done);
}

process.once('message', (input: SheetInput) => {
  void evidenceSheet(input)
    .then((sheet): FromSheetChild => ({ type: 'sheet', sheet }), failure)
    .then((word) => say(word, () => process.exit()));
});
// the agent is gone
process.once('disconnect', () => process.exit());
say({ type: 'ready' });

function failure(error: unknown): FromSheetChild {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof AgentError
    ? { type: 'failed', code: error.code, message, facts: error.facts }
    : { type: 'failed', code: 'evidence/incomplete', message, facts: {} };
}
