import type { DecodedPicture } from '../evidence/decoded-picture.ts';
import type { Sight } from '../evidence/sight.ts';
import type { PixelRect } from '../geometry/pixel-rect.ts';
import type { Zone } from '../geometry/zone.ts';
import type { AttributeRule, DwellRule, GroupRule } from '../rules/rule.ts';
import type { Placement } from '../scene/placement.ts';
import type { View } from '../vision/view.ts';

/** A file of a package, as far as it can be derived again. */
export interface ClaimedMedia {
  readonly id: string;
  readonly role: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  /** Below the package's folder. */
  readonly file: string;
  readonly source?: {
    readonly mediaMs: number;
    readonly toMediaMs?: number;
    readonly lagMs?: number;
  };
  /** Id of the clip that holds it. */
  readonly clip?: string;
  readonly decoded?: DecodedPicture;
  readonly rect?: PixelRect;
  readonly sight?: Sight;
  readonly derivedFrom?: readonly string[];
}

export interface ClaimedModel {
  readonly name: string;
  readonly version?: string;
  readonly sha256: string;
}

/** The model that found it, of which stream, looking at which parts. */
interface ClaimedDetector extends ClaimedModel {
  readonly stream?: 'main' | 'sub';
  readonly views?: readonly View[];
  readonly readers?: readonly ClaimedModel[];
}

/** mediaMs. */
interface ClaimedTimes {
  readonly sinceMediaMs: number;
  readonly suspectedMediaMs: number;
  readonly confirmedMediaMs: number;
}

type Judged<R> = Omit<R, 'zones' | 'except' | 'hours' | 'calendar'>;
interface Where {
  readonly zones: readonly Zone[];
}
/** Rules that can be judged again by pictures. */
export type ClaimedRule =
  | (Judged<DwellRule> & Where & { readonly except: readonly Zone[] })
  | (Judged<GroupRule> & Where & { readonly except: readonly Zone[] })
  | (Judged<AttributeRule> & Where);

interface ClaimedFacts {
  readonly label?: string;
  /** Left, top, right, bottom: shares of the picture. */
  readonly box?: readonly [number, number, number, number];
  /** Of a passage: first and last sight, mediaMs. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Where the zones lay, when that was not where they were drawn. */
  readonly zonePlacement?: Placement;
}

/** All that a package says that can be held against its films. */
export interface Claims {
  readonly media: readonly ClaimedMedia[];
  readonly model?: ClaimedDetector;
  readonly rule?: ClaimedRule;
  readonly times?: ClaimedTimes;
  readonly facts: ClaimedFacts;
}

/** Originals and what was cut from them: every picture of the stream. */
export function photographs({ media }: Pick<Claims, 'media'>): readonly ClaimedMedia[] {
  return media.filter(({ mime, source }) => mime.startsWith('image/') && source !== undefined);
}

export function isOriginal({ derivedFrom }: ClaimedMedia): boolean {
  return derivedFrom === undefined;
}
