import { askAside, besides } from '../../lib/aside.ts';
import { InTurn } from '../../lib/in-turn.ts';
import { AgentError, type AgentErrorCode } from '../../ports/errors.ts';
import type { Sheet } from './sheet.ts';
import type { SheetInput } from './sheet-input.ts';
import type { Strip } from './strip.ts';

/** The sheet, and each of its pictures with a band below it. */
export interface DrawnSheet {
  readonly sheet: Sheet;
  readonly strips: readonly Strip[];
}

export type FromSheetChild =
  | ({ readonly type: 'sheet' } & DrawnSheet)
  | {
      readonly type: 'failed';
      readonly code: AgentErrorCode;
      readonly message: string;
      readonly facts: Readonly<Record<string, unknown>>;
    };

const ASIDE = { module: besides(import.meta.url, 'sheet-child'), timeoutMs: 60_000 };

const turns = new InTurn();

/**
 * `evidenceSheet` and `pictureStrip` in a process of its own, one after the other: fonts and text layout leave
 * some 50 MB behind that only the end of a process gives back. Throws what they throw, and AgentError
 * 'evidence/incomplete' when the process ends without an answer.
 */
export function sheetAside(input: SheetInput): Promise<DrawnSheet> {
  return turns.run(() => draw(input));
}

async function draw(input: SheetInput): Promise<DrawnSheet> {
  const word = await askAside<FromSheetChild>(ASIDE, input).catch((error: Error) => {
    throw ended(error.message);
  });
  if (word.type === 'failed') throw new AgentError(word.code, word.message, { ...word.facts });
  return word;
}

function ended(why: string): AgentError {
  return new AgentError(
    'evidence/incomplete',
    `the process that draws evidence sheets gave none: ${why}; the package is made again later`,
    { why },
  );
}
