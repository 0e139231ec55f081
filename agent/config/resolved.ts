import type { ProviderName } from '../adapters/onnx/options.ts';
import type { EpisodePolicy } from '../core/episodes/episode.ts';
import type { Box } from '../core/geometry/box.ts';
import type { Line, Zone } from '../core/geometry/zone.ts';
import type { Rule } from '../core/rules/rule.ts';
import type { DayOrder } from '../core/time/shown-clock.ts';
import type { View } from '../core/vision/view.ts';
import type { Problem } from '../lib/checked-yaml.ts';
import type { CameraConfig, Config, TargetConfig } from './schema.ts';

/** A rule at work on one camera. */
export interface ResolvedRule {
  readonly rule: Rule;
  readonly policy: EpisodePolicy;
  /** How much of the clip lies before and after its moment. */
  readonly evidence: { readonly preRollMs: number; readonly postRollMs: number };
  readonly classification?: { readonly scheme: string; readonly code: string };
}

export interface ResolvedCamera {
  readonly id: string;
  /** Paths in it are absolute. */
  readonly source: CameraConfig['source'];
  /** A name in `models`. */
  readonly model: string;
  /** Names in `models`. */
  readonly readers: readonly string[];
  readonly views: readonly [View, ...View[]];
  readonly zones: readonly Zone[];
  readonly lines: readonly Line[];
  /** Views of a camera that turns; none for one that does not. */
  readonly presets: readonly string[];
  readonly rules: readonly ResolvedRule[];
  readonly watch: CameraConfig['watch'];
  readonly device: CameraConfig['device'] & { readonly id: string };
  readonly ring: { readonly keepMs: number; readonly maxBytes: number };
  readonly clock: {
    /** Whether the stream's sender reports are believed. */
    readonly senderReports: boolean;
    /** Where the burned-in clock stands, shares of the picture. */
    readonly osd?: { readonly box: Box; readonly order?: DayOrder };
  };
}

/** A model on a server that speaks KServe v2. */
export interface RemoteModel {
  readonly url: string;
  /** The manifest's name where absent. */
  readonly model?: string;
  readonly version?: string;
  readonly timeoutMs: number;
  readonly token?: string;
}

export interface ResolvedModel {
  readonly name: string;
  /** Folder (or manifest file), absolute. */
  readonly path: string;
  readonly provider: ProviderName | 'auto';
  /** Where it runs, if not here. */
  readonly remote?: RemoteModel;
  readonly threads?: number;
  /** Pictures in one run, at most. */
  readonly batch?: number;
  readonly thresholds: Readonly<Record<string, number>>;
}

/** Durations in milliseconds; secrets in clear: log `ResolvedConfig.redacted`, never this. */
export type ResolvedTarget = TargetConfig & { readonly name: string; readonly clientId: string };

/** The configuration as the program uses it: nothing left to look up, every path absolute. */
export interface ResolvedConfig {
  /** The file it came from, absolute. */
  readonly file: string;
  readonly site: Config['site'];
  readonly node: { readonly id: string; readonly dataDir: string };
  /** In the order of the file. */
  readonly cameras: readonly ResolvedCamera[];
  /** Every model that a camera uses or that the file names, by name. */
  readonly models: Readonly<Record<string, ResolvedModel>>;
  readonly plates: Config['plates'];
  readonly targets: readonly ResolvedTarget[];
  readonly retention: {
    readonly unconfirmedMs: number;
    readonly acknowledgedMs: number;
    readonly unacknowledgedMs: number;
    readonly minFreeBytes: number;
  };
  readonly privacy: Config['privacy'];
  readonly http: Config['http'];
  readonly log: Config['log'];
  /** What is allowed, but hardly meant: with its place, in file order. */
  readonly warnings: readonly Problem[];
  /** The settings with every secret blanked: the one form of them that may be printed. */
  readonly redacted: unknown;
}
