import { didYouMean } from '../../../agent/lib/suggest.ts';
import type { Path } from '../../../agent/lib/yaml-document.ts';
import type { Split } from '../assets/asset.ts';
import { ASSETS, assetOf } from '../assets/catalog.ts';
import { areaNames } from '../world/areas.ts';
import type { StreetLayout } from '../world/layout.ts';
import { LAYOUTS, layoutOf } from '../world/layouts.ts';
import { MOUNTS, mountOf } from '../world/mounts.ts';
import { kindsOf, rulesMeant, shippedRules } from './kinds.ts';

type Report = (path: Path, message: string) => void;

/**
 * Checks every name that points to something: assets, street, mount, areas, rules, actors, zones and kinds.
 * Works on the values as written, so that these problems are told together with those of the schema;
 * what has a wrong shape is passed over. `street` is the one meant, where that much is known.
 */
export function checkNames(
  written: unknown,
  meant: { readonly street: StreetLayout | undefined; readonly split: Split | undefined },
  report: Report,
): void {
  const check = (what: string, value: unknown, known: readonly string[], path: Path): void => {
    if (typeof value !== 'string' || known.includes(value)) return;
    report(path, `no ${what} '${value}'; ${didYouMean(value, known)}`);
  };
  const layouts = LAYOUTS.map(({ id }) => id);
  check('street', get(written, 'street'), layouts, ['street']);
  check('street', get(written, 'street', 'like'), layouts, ['street', 'like']);
  const mounts = MOUNTS.map(({ id }) => id);
  check('mount', get(written, 'camera', 'mount'), mounts, ['camera', 'mount']);
  checkAssets(written, check, report);
  if (meant.street) {
    const areas = areaNames(meant.street);
    for (const [id, zone] of pairs(get(written, 'zones')))
      check(`area of ${meant.street.id}`, get(zone, 'area'), areas, ['zones', id, 'area']);
  }
  const { rules, groups } = shippedRules();
  list(get(written, 'rules')).forEach((use, index) => {
    const at = typeof use === 'string' ? ['rules', index] : ['rules', index, 'use'];
    check(
      'rule',
      typeof use === 'string' ? use : get(use, 'use'),
      [...rules.keys(), ...groups.keys()],
      at,
    );
  });
  checkExpected(written, check);
  if (meant.split) checkSplit(written, meant.split, report);
}

type Check = (what: string, value: unknown, known: readonly string[], path: Path) => void;

function checkAssets(written: unknown, check: Check, report: Report): void {
  const known = ASSETS.map(({ id }) => id);
  for (const [id, actor] of pairs(get(written, 'actors'))) {
    const name = get(actor, 'asset');
    check('asset', name, known, ['actors', id, 'asset']);
    const asset = typeof name === 'string' ? assetOf(name) : undefined;
    if (asset === undefined) continue;
    for (const setting of ['load', 'material', 'cover', 'torn'].filter(
      (one) => get(actor, one) !== undefined,
    )) {
      if (asset.class !== 'muck-truck' && asset.class !== 'truck')
        report(
          ['actors', id, setting],
          `is for trucks only, and ${asset.id} is none; leave it out`,
        );
    }
    if (get(actor, 'pose') !== undefined && asset.model !== 'person')
      report(['actors', id, 'pose'], `is for people only, and ${asset.id} is none; leave it out`);
  }
}

function checkExpected(written: unknown, check: Check): void {
  const actors = pairs(get(written, 'actors')).map(([id]) => id);
  const zones = pairs(get(written, 'zones')).map(([id]) => id);
  const rules = list(get(written, 'rules')).map(ruleWritten);
  // a rule that is not known may be the one that reports it
  const kinds = rules.every((rule) => rulesMeant(rule).length > 0) ? kindsOf(rules) : undefined;
  list(get(written, 'expect')).forEach((episode, index) => {
    check('actor', get(episode, 'actor'), actors, ['expect', index, 'actor']);
    check('zone', get(episode, 'zone'), zones, ['expect', index, 'zone']);
    if (kinds)
      check('kind among the rules', get(episode, 'kind'), kinds, ['expect', index, 'kind']);
  });
}

/** What is rendered for training never judges: all that has a look must be of one half. */
function checkSplit(written: unknown, split: Split, report: Report): void {
  const same = (what: { id: string; split: Split } | undefined, path: Path): void => {
    if (what && what.split !== split)
      report(path, `${what.id} is for ${what.split}, this scenario for ${split}; take another`);
  };
  const named = (value: unknown): string => (typeof value === 'string' ? value : '');
  same(mountOf(named(get(written, 'camera', 'mount'))), ['camera', 'mount']);
  same(layoutOf(named(get(written, 'street'))), ['street']);
  same(layoutOf(named(get(written, 'street', 'like'))), ['street', 'like']);
  for (const [id, actor] of pairs(get(written, 'actors')))
    same(assetOf(named(get(actor, 'asset'))), ['actors', id, 'asset']);
}

/** A rule as written: a name, or a name with changes. */
export function ruleWritten(use: unknown): { use: string; settings: Record<string, unknown> } {
  if (!isRecord(use)) return { use: String(use), settings: {} };
  const { use: name, ...settings } = use;
  return { use: String(name), settings };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const get = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
const pairs = (value: unknown): [string, unknown][] =>
  isRecord(value) ? Object.entries(value) : [];
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
