import type { RuleChange } from '../camera/step-camera.ts';
import type { Box } from '../geometry/box.ts';
import type { Rule } from '../rules/rule.ts';

/** One picture or film that a moment of an episode needs. Times are mediaMs. */
export type Wanted =
  | { readonly kind: 'still'; readonly role: string; readonly atMs: number }
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

const STANDING: ReadonlySet<Rule['type']> = new Set<Rule['type']>(['dwell', 'group']);

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
  { stage, atMs, episode }: Pick<RuleChange, 'stage' | 'atMs' | 'episode'>,
  { preMs, postMs }: Roll,
): readonly Wanted[] {
  const { sinceMs, subject } = episode;
  const around = (role: string, ms: number): Wanted => ({
    kind: 'clip',
    role,
    atMs: ms,
    fromMs: ms - preMs,
    toMs: ms + postMs,
  });
  if (STANDING.has(type)) {
    if (stage === 'suspected')
      return [{ kind: 'still', role: 'panorama-first', atMs }, around('clip-first', atMs)];
    if (stage !== 'confirmed') return [];
    return [
      { kind: 'still', role: 'panorama-last', atMs },
      { kind: 'closeup', role: 'closeup', of: 'panorama-last', box: subject.box },
      around('clip-last', atMs),
    ];
  }
  if (stage !== 'confirmed') return [];
  return [
    { kind: 'still', role: 'panorama-first', atMs: Math.min(sinceMs, atMs - 400) },
    { kind: 'still', role: 'panorama-last', atMs },
    { kind: 'closeup', role: 'closeup', of: 'panorama-last', box: subject.box },
    around('clip', atMs),
  ];
}
