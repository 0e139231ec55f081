import type { Box } from '../../core/geometry/box.ts';
import type { Point, Polygon } from '../../core/geometry/polygon.ts';
import type { CaptureUtc } from '../../core/time/capture-utc.ts';
import type { Words } from './sheet-words.ts';

export interface SheetPicture {
  /** Any format that sharp reads: the original or its review copy; it is copied, never changed. */
  readonly jpeg: Uint8Array;
  readonly title: Words;
  readonly captureUtcMs: number;
  readonly utcMaxErrorMs: number;
  readonly method: CaptureUtc['method'];
  /** Of the original file, hex. */
  readonly sha256: string;
  /** Drawn on the copy, in shares of this picture. */
  readonly box?: Box;
  readonly zone?: Polygon;
  /** The way of the box's foot, shares of this picture. */
  readonly track?: readonly Point[];
}

export interface SheetInput {
  readonly violation: string;
  readonly stage: string;
  readonly camera: string;
  readonly place?: string;
  readonly road?: string;
  readonly evidenceId: string;
  /** IANA name, e.g. 'Asia/Shanghai'. */
  readonly timezone: string;
  /** Whether every formal condition of evidence holds, and how many do not. */
  readonly evidenceUse: 'clue' | 'penalty';
  readonly unmet: number;
  readonly facts: Readonly<Record<string, unknown>>;
  /** The pictures are review copies: heads and other vehicles' plates are hidden in them. */
  readonly redacted?: boolean;
  /** At least one; the first four are shown. */
  readonly pictures: readonly SheetPicture[];
}
