import { answerAside } from '../../lib/aside.ts';
import { AgentError } from '../../ports/errors.ts';
import { evidenceSheet } from './sheet.ts';
import type { SheetInput } from './sheet-input.ts';
import type { FromSheetChild } from './sheet-process.ts';
import { pictureStrip } from './strip.ts';

/** One sheet with its strips, then the end: see sheet-process.ts. */
answerAside(async (input: SheetInput): Promise<FromSheetChild> => {
  try {
    const sheet = await evidenceSheet(input);
    const strips = [];
    for (const index of input.pictures.keys()) strips.push(await pictureStrip(input, index));
    return { type: 'sheet', sheet, strips };
  } catch (error) {
    return failure(error);
  }
});

function failure(error: unknown): FromSheetChild {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof AgentError
    ? { type: 'failed', code: error.code, message, facts: error.facts }
    : { type: 'failed', code: 'evidence/incomplete', message, facts: {} };
}
