import type { RuleChange } from '../camera/step-camera.ts';
import type { Box } from '../geometry/box.ts';
import type { Rule } from '../rules/rule.ts';
import type { Sight } from './sight.ts';

/** One picture or film that a moment of an episode needs. Times are mediaMs. */
export type Wanted =
  | {
      readonly kind: 'still';
      readonly role: string;
      readonly atMs: number;
      /** What the model found of the subject then, where it looked at just that moment. */
      readonly sight?: Sight;
    }
  | { readonly kind: 'closeup'; readonly role: string; readonly of: string; readonly box: Box }
  | {
      readonly kind: 'clip';
      readonly role: string;
      /** The moment that must be in it. */
      readonly atMs: number;
      readonly fromMs: number;
      readonly toMs: number;
    };

export interface Roll {
  readonly preMs: number;
  readonly postMs: number;
}

/** The first panorama of what passes is no older than this: its clip must hold both, and the ring holds a minute. */
const PASSING_MS = 30_000;

const STANDING: ReadonlySet<Rule['type']> = new Set<Rule['type']>(['dwell', 'group']);

interface Moment extends Pick<RuleChange, 'stage' | 'atMs' | 'episode'> {
  readonly sight?: Sight;
}

/** Roles without which a package of this rule is a clue. */
export function requiredRoles(type: Rule['type']): readonly string[] {
  return STANDING.has(type)
    ? ['panorama-first', 'panorama-last', 'closeup', 'clip-first', 'clip-last']
    : ['panorama-first', 'panorama-last', 'closeup', 'clip'];
}

/**
 * What to take now. Standing: a panorama and a clip at the first certain sight, again at the confirmation,
 * and a close-up. Passing: two panoramas with displacement, a close-up and one clip. Nothing else needs
 * pictures in this form.
 */
export function wantedMedia(
  type: Rule['type'],
  { stage, atMs, episode, sight }: Moment,
  { preMs, postMs }: Roll,
): readonly Wanted[] {
  const { sinceMs, subject } = episode;
  const around = (role: string, fromMs: number): Wanted => ({
    kind: 'clip',
    role,
    atMs,
    fromMs: Math.min(fromMs, atMs - preMs),
    toMs: atMs + postMs,
  });
  const still = (role: string): Wanted => ({
    ...{ kind: 'still', role, atMs },
    ...(sight !== undefined && { sight }),
  });
  if (STANDING.has(type)) {
    if (stage === 'suspected') return [still('panorama-first'), around('clip-first', atMs)];
    if (stage !== 'confirmed') return [];
    return [
      still('panorama-last'),
      { kind: 'closeup', role: 'closeup', of: 'panorama-last', box: subject.box },
      around('clip-last', atMs),
    ];
  }
  if (stage !== 'confirmed') return [];
  const firstMs = Math.max(Math.min(sinceMs, atMs - 400), atMs - PASSING_MS);
  return [
    { kind: 'still', role: 'panorama-first', atMs: firstMs },
    still('panorama-last'),
    { kind: 'closeup', role: 'closeup', of: 'panorama-last', box: subject.box },
    around('clip', firstMs),
  ];
}
