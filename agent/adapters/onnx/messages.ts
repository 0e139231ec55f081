import type { Size, View } from '../../core/vision/view.ts';
import type { AgentErrorCode } from '../../ports/errors.ts';
import type { Manifest } from './manifest.ts';

/** A model on an inference server (KServe v2 over HTTP). */
export interface Remote {
  readonly url: string;
  readonly model: string;
  readonly version?: string;
  readonly timeoutMs: number;
  readonly token?: string;
}

/** What a model thread is started with. */
export interface Setup {
  readonly manifest: Manifest;
  /** Of the ONNX file. */
  readonly path: string;
  readonly threads: number;
  /** Execution provider of the runtime; the CPU where absent. */
  readonly provider?: string;
  /** Where the model runs, if not here. */
  readonly remote?: Remote;
  /** Per label; empty for attribute models. */
  readonly thresholds: readonly number[];
}

/** One input: RGB, 8 bit, rows top down, in the size of the model's input. */
export interface Item {
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The part, from the top left, that shows the picture. */
  readonly content: Size;
}

/** An input with its place in the camera's picture. */
export interface FrameItem extends Item {
  readonly view: View;
}

export type Question<I> =
  | { readonly type: 'run'; readonly items: readonly I[] }
  /** On the test pattern where no item is given. */
  | { readonly type: 'probe'; readonly item?: I }
  | { readonly type: 'close' };

/** What went wrong over there; errors lose their class on the way. */
export interface Failure {
  readonly code: AgentErrorCode;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What one output looked like for the test pattern. */
export interface OutputSummary {
  readonly dims: readonly number[];
  readonly mean: number;
  readonly peak: number;
  /** The largest value of the last column. */
  readonly lastPeak: number;
  /** Whether every value is a number. */
  readonly finite: boolean;
}

export type Answer<A> =
  /** `runMs`: a run on a picture of nothing; absent where a server was away. */
  | { readonly type: 'ready'; readonly runMs?: number }
  | { readonly type: 'done'; readonly answers: readonly A[]; readonly runMs: number }
  | {
      readonly type: 'probed';
      readonly outputs: Readonly<Record<string, OutputSummary>>;
      readonly runMs: number;
    }
  | { readonly type: 'failed'; readonly failure: Failure };
