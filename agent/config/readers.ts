import { join } from 'node:path';
import { factsOf } from './models.ts';
import type { Profiles } from './profiles.ts';
import { type RuleTable, rulesNamed } from './rule-lookup.ts';
import type { CameraConfig, Config, ReadyConfig } from './schema.ts';

/** Reads loads and covers of trucks; comes with the package. */
const BUNDLED = 'truck-load';

/** A camera that names no readers has the bundled one, if one of its rules asks for what that reads. */
export function withReaders(
  config: Config,
  root: string,
  rules: RuleTable,
  profiles: Profiles,
): ReadyConfig {
  const path = join(root, 'models', BUNDLED);
  const { attributes = {} } = factsOf({ path });
  const fits = (camera: CameraConfig) =>
    camera.rules.some((use) => {
      const { use: name, when: changed } = typeof use === 'string' ? { use, when: undefined } : use;
      return rulesNamed(name, rules, profiles).some((each) => {
        const rule = rules.get(each);
        if (rule?.type !== 'attribute') return false;
        return Object.keys(changed ?? rule.when).some((asked) => asked in attributes);
      });
    });
  const cameras = Object.entries(config.cameras).map(([id, camera]) => {
    const readers = camera.readers ?? (fits(camera) ? [BUNDLED] : []);
    return [id, { ...camera, readers }] as const;
  });
  return { ...config, cameras: Object.fromEntries(cameras) };
}
