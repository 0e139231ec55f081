import type { Pixels } from '../../core/plates/patch.ts';
import type { PlateSight } from '../../core/plates/sight.ts';
import type { AgentErrorCode } from '../../ports/errors.ts';

/** What the process is started with. */
export interface Setup {
  readonly threads: number;
}

export interface Question {
  readonly id: number;
  readonly picture: Pixels;
}

/** What went wrong over there; errors lose their class on the way. */
export interface Failure {
  readonly code: AgentErrorCode;
  readonly message: string;
}

export type Answer =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly id: number; readonly sights: readonly PlateSight[] }
  /** Without `id`: the models could not be loaded. */
  | { readonly type: 'failed'; readonly id?: number; readonly failure: Failure };
