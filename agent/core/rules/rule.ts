import type { Box } from '../geometry/box.ts';
import type { Point } from '../geometry/polygon.ts';
import type { Hours, Line, Zone } from '../geometry/zone.ts';
import type { Plate, PlateShot } from '../plates/fuse-plates.ts';
import type { LocalTime } from '../time/capture-utc.ts';
import type { Track } from '../tracking/track.ts';
import type { CloseShot } from '../vision/close-shot.ts';
import type { Way } from './way.ts';

/** What every rule has, whatever its kind. Durations in milliseconds. */
interface RuleBase {
  readonly id: string;
  /** The violation it reports: 'sidewalk-parking', 'street-stall', 'muck-truck-uncovered', ... */
  readonly violation: string;
  /** Labels that count, e.g. ['car', 'van']. A track counts by its summed share over them. */
  readonly labels: readonly string[];
  readonly minScore: number;
  /** The number plates of what it reports are read and told. */
  readonly plate?: boolean;
  /** The view of a camera that turns in which it works; in every one, where absent. */
  readonly preset?: string;
  /** When the rule works; always, where absent. */
  readonly hours?: readonly Hours[];
  /** Dates ('YYYY-MM-DD') that count as Sunday, and Sundays/Saturdays worked (调休). */
  readonly calendar?: {
    readonly holidays: readonly string[];
    readonly workdays: readonly string[];
  };
}

/** Something stays in a zone. */
export interface DwellRule extends RuleBase {
  readonly type: 'dwell';
  readonly zones: readonly Zone[];
  /** Standing inside one of these, an object is allowed to be there (a painted bay). */
  readonly except: readonly Zone[];
  /** Share of the ground strip inside the zone to count as in; leaving is 0.1 lower. */
  readonly overlap: number;
  readonly settleMs: number;
  readonly dwellMs: number;
  /** Not seen for this long = left (a bus may stand in front). */
  readonly absenceMs: number;
}

/** Several things that together make one (a stall: parasol or table, goods, somebody who stays). */
export interface GroupRule extends Omit<DwellRule, 'type' | 'labels'> {
  readonly type: 'group';
  /** The label sets that must all be near each other; the first one is the anchor that holds the place. */
  readonly labels: readonly string[];
  readonly parts: readonly {
    readonly name: string;
    readonly labels: readonly string[];
    readonly min: number;
    /** An anchor with one of these labels has this part by its name: a stall is one with goods. */
    readonly impliedBy?: readonly string[];
  }[];
  /** Parts count when their ground points are within this many anchor-box heights of the anchor's. */
  readonly reach: number;
}

/** Something crosses a line. */
export interface CrossingRule extends RuleBase {
  readonly type: 'crossing';
  readonly line: Line;
  readonly direction: 'left' | 'right' | 'both';
}

/** A voted property of a passing object. */
export interface AttributeRule extends RuleBase {
  readonly type: 'attribute';
  /** Only while inside one of these; the whole picture, where empty. */
  readonly zones: readonly Zone[];
  /** All of these must hold: attribute -> the states that make the violation. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly minLooks: number;
  readonly posterior: number;
  /** How long after the object was last seen answers of looks are still waited for. */
  readonly lateMs: number;
}

export type Rule = DwellRule | GroupRule | CrossingRule | AttributeRule;

/** A slower model's answer about one track at one moment in the past. */
export interface LookAnswer {
  readonly trackId: number;
  /** mediaMs of the picture that was read. */
  readonly atMs: number;
  readonly attribute: string;
  /** Probability per state, summing to 1. */
  readonly states: Readonly<Record<string, number>>;
  /** 0 to 1: size, sharpness and wholeness of the crop; below 0.3 it is not used. */
  readonly quality: number;
  /** Where the object was in that picture; the track is somewhere else by the time of the answer. */
  readonly box?: Box;
}

/** All that a rule learns in one step. */
export interface RuleInput {
  readonly mediaMs: number;
  readonly local: LocalTime;
  readonly tracks: readonly Track[];
  readonly looks: readonly LookAnswer[];
  /** The rule has rested since its last step: nobody watched in between. */
  readonly rested?: boolean;
}

/** The object (or group) that a signal speaks of. */
export interface Subject {
  readonly label: string;
  readonly box: Box;
  readonly trackIds: readonly number[];
  readonly zoneId?: string;
  /** As far as looks have read it. */
  readonly plate?: Plate;
  /** Where its plate was found, the best ones first. */
  readonly plateShots?: readonly PlateShot[];
  /**
   * Of what passes: the looks at it, the best ones first. Of what stands and is not confirmed yet: how much of it
   * showed lately, in the order of time.
   */
  readonly shots?: readonly CloseShot[];
  /** Of what passes: the way it went. */
  readonly way?: Way;
}

/**
 * What a rule noticed. `place` is stable for one standing object or one passage, whatever the track ids;
 * for one place the order is suspect, confirm, (update,) clear.
 */
export interface RuleSignal {
  readonly type: 'suspect' | 'confirm' | 'update' | 'clear';
  readonly place: string;
  /** When it began (it stopped, it appeared), mediaMs. */
  readonly sinceMs: number;
  /** When this signal became true, mediaMs; may lie before the step's own time (late looks). */
  readonly atMs: number;
  readonly subject: Subject;
  /** Numbers and words for the reviewer: dwellMs, overlap, loadState, direction, ... */
  readonly facts: Readonly<Record<string, unknown>>;
  /** With `clear`: how it ended. */
  readonly outcome?: 'left' | 'passed' | 'unwatched' | 'rule-off' | 'time-break';
}

/** Plain JSON, so that it survives a restart. Each rule kind has its own shape. */
export type RuleState = { readonly [key: string]: unknown };

/** A passage of an attribute rule that is over, with or without a violation. */
export interface FinishedPassage {
  readonly place: string;
  readonly trackIds: readonly number[];
  readonly label: string;
  /** First and last sight, mediaMs. */
  readonly fromMs: number;
  readonly toMs: number;
  /** First and last ground point: the way it went. */
  readonly from: Point;
  readonly to: Point;
  readonly zoneId?: string;
  /** Attribute -> likeliest state, its posterior, and the number of usable looks. */
  readonly states: Readonly<
    Record<string, { readonly state: string; readonly posterior: number; readonly looks: number }>
  >;
  /** Whether it was reported as a violation. */
  readonly fired: boolean;
}

export interface RuleStep<S> {
  readonly state: S;
  readonly signals: readonly RuleSignal[];
  /** Attribute rules only: the passages that ended in this step. */
  readonly passages?: readonly FinishedPassage[];
}
