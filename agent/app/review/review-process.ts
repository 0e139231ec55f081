import { askAside, besides } from '../../lib/aside.ts';
import { InTurn } from '../../lib/in-turn.ts';
import { AgentError, type AgentErrorCode } from '../../ports/errors.ts';
import type { ReviewCopy, ReviewPhoto } from './review-copies.ts';

/** People are hidden on the least sign of them; a hidden thing that is none costs little. */
export const THRESHOLDS = { person: 0.05 } as const;

export interface ReviewQuestion {
  /** Folder of the detector. */
  readonly model: string;
  readonly photos: readonly ReviewPhoto[];
}

export interface ReviewAnswer {
  readonly copies: readonly ReviewCopy[];
  /** What searched them. */
  readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
}

export type FromReviewChild =
  | ({ readonly type: 'copies' } & ReviewAnswer)
  | { readonly type: 'failed'; readonly code: AgentErrorCode; readonly message: string };

const ASIDE = { module: besides(import.meta.url, 'review-child'), timeoutMs: 120_000 };

const turns = new InTurn();

/**
 * `reviewCopies` in a process of its own, one package after the other: models that are needed once in a while
 * take no memory in between, and no camera waits for them. Throws AgentError 'evidence/incomplete' or
 * 'model/...': then there is no copy at all.
 */
export function reviewAside(question: ReviewQuestion): Promise<ReviewAnswer> {
  return turns.run(() => ask(question));
}

async function ask(question: ReviewQuestion): Promise<ReviewAnswer> {
  const word = await askAside<FromReviewChild>(ASIDE, question).catch((error: Error) => {
    throw new AgentError('evidence/incomplete', `the process that makes them: ${error.message}`);
  });
  if (word.type === 'failed') throw new AgentError(word.code, word.message);
  return word;
}
