import type { ClockSight } from '../../core/plates/clock-line.ts';
import type { Pixels } from '../../core/plates/patch.ts';
import type { PlateSight } from '../../core/plates/sight.ts';
import type { AgentErrorCode } from '../../ports/errors.ts';

/** What the process is started with. */
export interface Setup {
  readonly threads: number;
}

export interface Question {
  readonly id: number;
  /** What the picture shows. */
  readonly of: 'vehicle' | 'clock';
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
  | { readonly type: 'clock'; readonly id: number; readonly sight: ClockSight | undefined }
  /** Without `id`: the models could not be loaded. */
  | { readonly type: 'failed'; readonly id?: number; readonly failure: Failure };
