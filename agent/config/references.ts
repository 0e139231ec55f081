import { didYouMean } from '../lib/suggest.ts';
import { type Path, UNKNOWN } from '../lib/yaml-document.ts';
import type { Profiles } from './profiles.ts';
import type { Report } from './report.ts';

interface Known {
  readonly profiles: Profiles;
  readonly models: readonly string[];
}

/**
 * Checks every name that points to something else in the file. Works on the values as written, so that
 * these problems are told together with those of the schema; what has a wrong shape is passed over.
 */
export function checkReferences(config: unknown, known: Known, report: Report): void {
  const rules = pairs(get(config, 'rules'));
  const cameras = pairs(get(config, 'cameras'));
  const shipped = [...known.profiles.rules.keys()];
  const own = rules.map(([name]) => name);
  const ruleNames = [...new Set([...own, ...shipped, ...known.profiles.groups.keys()])];
  const models = [...new Set([...names(get(config, 'models')), ...known.models])];
  const check = checker(report);

  for (const [name, rule] of rules) {
    const candidates = [...own.filter((other) => other !== name), ...shipped];
    check('rule', get(rule, 'extends'), candidates, ['rules', name, 'extends']);
  }
  for (const [name, camera] of cameras) {
    check('model', get(camera, 'model'), models, ['cameras', name, 'model']);
    checkAll('model', get(camera, 'readers'), models, ['cameras', name, 'readers'], check);
    checkCamera(camera, ruleNames, ['cameras', name], check);
  }
  const violations = violationsOf(rules, cameras, known.profiles);
  for (const [name, target] of pairs(get(config, 'targets'))) {
    const path = ['targets', name, 'only'];
    const only = get(target, 'only');
    const cameraNames = cameras.map(([camera]) => camera);
    checkAll('camera', get(only, 'cameras'), cameraNames, [...path, 'cameras'], check);
    checkAll('violation', get(only, 'violations'), violations, [...path, 'violations'], check);
  }
}

type Check = (what: string, value: unknown, known: readonly string[], path: Path) => void;

function checker(report: Report): Check {
  return (what, value, known, path) => {
    if (typeof value !== 'string' || value === UNKNOWN || known.includes(value)) return;
    report(path, `no ${what} '${value}'; ${didYouMean(value, known)}`);
  };
}

function checkAll(what: string, values: unknown, known: string[], path: Path, check: Check): void {
  list(values).forEach((value, index) => {
    check(what, value, known, [...path, index]);
  });
}

function checkCamera(camera: unknown, ruleNames: string[], path: Path, check: Check): void {
  const zones = names(get(camera, 'zones'));
  const lines = names(get(camera, 'lines'));
  list(get(camera, 'views')).forEach((view, index) => {
    check('zone', get(view, 'zone'), zones, [...path, 'views', index, 'zone']);
  });
  list(get(camera, 'rules')).forEach((use, index) => {
    const at = [...path, 'rules', index];
    if (typeof use === 'string') check('rule', use, ruleNames, at);
    check('rule', get(use, 'use'), ruleNames, [...at, 'use']);
    check('line', get(use, 'line'), lines, [...at, 'line']);
    checkAll('zone', get(use, 'zones'), zones, [...at, 'zones'], check);
  });
}

type Pairs = readonly (readonly [string, unknown])[];

function violationsOf(rules: Pairs, cameras: Pairs, profiles: Profiles): string[] {
  const uses = cameras.flatMap(([, camera]) => list(get(camera, 'rules')));
  const found = [
    ...[...profiles.rules].map(([name, rule]) => rule.violation ?? name),
    ...rules.map(([name, rule]) => get(rule, 'violation') ?? name),
    ...uses.map((use) => get(use, 'violation')),
  ];
  return [...new Set(found.filter((name) => typeof name === 'string'))];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const get = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
const pairs = (value: unknown): Pairs => (isRecord(value) ? Object.entries(value) : []);
const names = (value: unknown): string[] => pairs(value).map(([name]) => name);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
