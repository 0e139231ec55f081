import { compileRule } from '../../../agent/config/compile-rule.ts';
import { packageRoot } from '../../../agent/config/package-root.ts';
import { loadProfiles } from '../../../agent/config/profiles.ts';
import type { CameraPlan } from '../../../agent/core/camera/step-camera.ts';
import { DEFAULT_TRACKER } from '../../../agent/core/tracking/params.ts';
import type { Vocabulary } from '../noise/vocabulary.ts';
import type { Post } from './post.ts';

/**
 * What the agent would do on this camera: every rule of the shipped profiles, compiled as it compiles them,
 * for a model with these labels and a reader of load and cover. Throws where a profile does not fit.
 */
export function planOf(post: Post, labels: Vocabulary): CameraPlan {
  const profiles = loadProfiles(packageRoot());
  const site = {
    camera: post.id,
    zones: post.zones,
    lines: [],
    whole: { zones: true, lines: true },
    model: labels.name,
    labels: labels.all,
    attributes: {
      load: ['empty', 'level', 'heaped', 'unknown'],
      cover: ['rigid', 'tarpaulin', 'net', 'partial', 'none', 'unknown'],
    },
    calendar: { holidays: [], workdays: [] },
  };
  const complain = (message: string) => {
    throw new Error(`the shipped profiles do not fit ${post.id}: ${message}`);
  };
  const rules = [...profiles.rules].flatMap(([id, rule]) => {
    const compiled = compileRule(id, rule, site, complain);
    return compiled ? [{ rule: compiled.rule, policy: compiled.policy }] : [];
  });
  return { zones: post.zones, tracker: DEFAULT_TRACKER, rules };
}
