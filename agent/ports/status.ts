import type { ShortStay } from '../core/camera/short-stays.ts';
import type { Condition } from '../core/health/condition.ts';
import type { PatrolReport } from '../core/scene/patrol-report.ts';
import type { BoxSync } from '../core/time/box-sync.ts';
import type { DetectorStats } from './detector.ts';
import type { SourceHealth } from './frame-source.ts';
import type { OutboxStats } from './outbox.ts';
import type { TargetState } from './target.ts';

/** The clock that a camera burns into its pictures. */
export interface ShownClockStatus {
  /** What it is held against: the camera's sender reports, or the box's clock when pictures arrive. */
  readonly against: 'reports' | 'box';
  /** Whether the last picture that was looked at could be read. */
  readonly legible: boolean;
  /** Shown minus the other, milliseconds, once two pictures agreed; with how far off that may be. */
  readonly offsetMs?: number;
  readonly maxErrorMs?: number;
}

export interface CameraStatus {
  readonly id: string;
  readonly source: SourceHealth;
  /** Frames that went through detector, tracker and rules. */
  readonly steps: number;
  readonly detections: number;
  readonly tracks: number;
  readonly openEpisodes: number;
  /** Told to the platform, by stage. */
  readonly events: Readonly<Record<string, number>>;
  /** Milliseconds since the last frame was judged, or undefined before the first. */
  readonly sinceStepMs?: number;
  readonly ringBytes: number;
  readonly restarts: number;
  /** Only where the configuration says where it stands. */
  readonly shownClock?: ShownClockStatus;
  /** What is wrong with its pictures, as told to the platform; rules rest meanwhile. */
  readonly conditions: readonly Condition[];
  /** Where it looks. */
  readonly scene: SceneStatus;
  /** Only of a camera with two streams, once they were compared. */
  readonly streams?: StreamsStatus;
  /** Only of a camera that turns. */
  readonly patrol?: PatrolStatus;
}

/** How a camera goes round its views, and which rules can confirm nothing because of it. */
export interface PatrolStatus extends PatrolReport {
  readonly outOfReach: readonly ShortStay[];
}

/** How the main stream of a camera and its small one go together. */
export interface StreamsStatus {
  /** Correlation of their detail, -1 to 1. */
  readonly alike: number;
  /** By how much the main stream lies behind, by the last comparison; absent where nothing moved. */
  readonly lagMs?: number;
  /** By how much later pictures of the main stream are taken for what is found in the small one. */
  readonly correctedMs: number;
}

export interface SceneStatus {
  /** `home`, or the preset of a camera that turns; absent while it shows none that is known. */
  readonly view?: string;
  /** False while its look is still being learnt. */
  readonly known: boolean;
  /** How far the middle of the scene lies from where its zones were drawn, shares of width and height. */
  readonly shiftX: number;
  readonly shiftY: number;
}

/** One picture of the whole agent, for /readyz, /metrics, telemetry and the log. */
export interface AgentStatus {
  readonly version: string;
  readonly site: string;
  readonly node: string;
  readonly startedUtcMs: number;
  readonly ready: boolean;
  /** Why not ready, in words. */
  readonly waitingFor?: string;
  /** What the box's own clock is worth. */
  readonly clock: BoxSync;
  readonly cameras: readonly CameraStatus[];
  readonly models: readonly ({ readonly name: string } & DetectorStats)[];
  readonly targets: readonly ({
    readonly name: string;
    readonly state: TargetState;
  } & OutboxStats)[];
}
