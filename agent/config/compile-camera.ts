import { resolve } from 'node:path';
import type { Box } from '../core/geometry/box.ts';
import type { Polygon } from '../core/geometry/polygon.ts';
import type { Line, Zone } from '../core/geometry/zone.ts';
import { type View, WHOLE } from '../core/vision/view.ts';
import { byPreset, presetsOf } from './by-preset.ts';
import { compileRule, type RuleSite } from './compile-rule.ts';
import type { ModelFacts } from './models.ts';
import type { Profiles } from './profiles.ts';
import type { Report } from './report.ts';
import type { ResolvedCamera, ResolvedRule } from './resolved.ts';
import { applyChanges, type RuleTable, rulesNamed } from './rule-lookup.ts';
import type { CameraConfig, Config, ReadyCamera } from './schema.ts';

export interface CameraContext {
  readonly folder: string;
  readonly rules: RuleTable;
  readonly profiles: Profiles;
  readonly facts: (model: string) => ModelFacts;
  readonly site: Config['site'];
  readonly report: Report;
  readonly warn: Report;
  readonly isDoubtful: (camera: string, part: string) => boolean;
}

/** One camera of the file with its zones, views and rules as the core wants them. */
export function compileCamera(
  id: string,
  camera: ReadyCamera,
  context: CameraContext,
): ResolvedCamera {
  const zones = Object.entries(camera.zones).map(([zone, rest]): Zone => ({ id: zone, ...rest }));
  const lines = Object.entries(camera.lines).map(([line, rest]): Line => ({ id: line, ...rest }));
  checkTasks(id, camera, context);
  const { holidays, workdays } = context.site;
  const isWhole = (part: string) => !context.isDoubtful(id, part);
  const site: RuleSite = {
    camera: id,
    zones,
    lines,
    whole: { zones: isWhole('zones'), lines: isWhole('lines') },
    model: camera.model,
    labels: isWhole('model') ? context.facts(camera.model).labels : undefined,
    attributes: attributesOf(camera.readers, context),
    calendar: { holidays, workdays },
  };
  const presets = presetsOf([...zones, ...lines]);
  const [first = WHOLE, ...others] = compileViews(camera.views, zones);
  return {
    id,
    source: withAbsolutePath(camera.source, context.folder),
    model: camera.model,
    readers: camera.readers,
    views: [first, ...others],
    zones,
    lines,
    presets,
    rules: compileRules(camera, site, context).flatMap((rule) => byPreset(rule, presets)),
    watch: camera.watch,
    device: { ...camera.device, id: camera.device.id ?? id },
    ring: { keepMs: camera.ring.keep, maxBytes: camera.ring.max },
    clock: { senderReports: believesReports(camera), ...shownClock(camera) },
  };
}

/** An address that is given out per session leads to a platform, not to the camera. */
function believesReports({ clock: { senderReports }, source }: ReadyCamera): boolean {
  const direct = source.kind === 'rtsp' && source.resolver === undefined;
  return senderReports === 'trust' || (senderReports === 'auto' && direct);
}

function shownClock({ clock: { osd } }: ReadyCamera): Pick<ResolvedCamera['clock'], 'osd'> {
  if (osd === undefined) return {};
  const { box: part, ...rest } = osd;
  return { osd: { box: boxOf(part), ...rest } };
}

function boxOf([left, top, right, bottom]: readonly [number, number, number, number]): Box {
  return { left, top, right, bottom };
}

/** A detector where a detector belongs, and readers where readers do. */
function checkTasks(id: string, camera: ReadyCamera, { facts, report }: CameraContext): void {
  if (facts(camera.model).task === 'attributes')
    report(['cameras', id, 'model'], `'${camera.model}' is no detector: name it under readers`);
  camera.readers.forEach((name, index) => {
    if (facts(name).task === 'detect')
      report(['cameras', id, 'readers', index], `'${name}' is a detector: name it as model`);
  });
}

/** What the readers of a camera read, together; undefined while that is not known of each. */
function attributesOf(readers: readonly string[], { facts }: CameraContext) {
  const found = readers.map((name) => facts(name).attributes);
  if (found.length === 0 || found.includes(undefined)) return undefined;
  return Object.assign({}, ...found) as Readonly<Record<string, readonly string[]>>;
}

function withAbsolutePath(source: CameraConfig['source'], folder: string): CameraConfig['source'] {
  return source.kind === 'file' ? { ...source, path: resolve(folder, source.path) } : source;
}

function compileRules(
  { rules: uses, readers }: ReadyCamera,
  site: RuleSite,
  { rules, profiles, report, warn }: CameraContext,
): ResolvedRule[] {
  const taken = new Set<string>();
  return uses.flatMap((use, index) => {
    const path = ['cameras', site.camera, 'rules', index];
    const { use: name, as, ...changes } = typeof use === 'string' ? { use } : use;
    const names = rulesNamed(name, rules, profiles);
    if (as !== undefined && names.length > 1) {
      const several = names.join(', ');
      report([...path, 'as'], `'${name}' has several rules (${several}); use them one by one`);
      return [];
    }
    return names.flatMap((each) => {
      const id = as ?? each;
      const complain = (message: string) => report(path, `rule '${id}': ${message}`);
      if (taken.has(id))
        complain('this camera has it already; give one of them another name with as:');
      taken.add(id);
      const rule = rules.get(each);
      const changed = rule && applyChanges(rule, changes, path, report);
      if (changed?.type === 'attribute' && readers.length === 0)
        warn(path, silent(id, changed.when));
      return (changed && compileRule(id, changed, site, complain)) ?? [];
    });
  });
}

function silent(id: string, when: Readonly<Record<string, unknown>>): string {
  const wanted = Object.keys(when).join(' and ');
  return `rule '${id}' stays silent: no reader on this camera gives ${wanted}; add one under readers`;
}

function compileViews(views: CameraConfig['views'], zones: readonly Zone[]): View[] {
  return views.map((view, index): View => {
    if (view === 'whole') return WHOLE;
    if (view.box) {
      return { id: `box-${index + 1}`, source: boxOf(view.box) };
    }
    const polygon = zones.find(({ id }) => id === view.zone)?.polygon ?? [];
    return { id: `zone-${view.zone}`, source: around(polygon, view.margin ?? 0.1) };
  });
}

/** The rectangle around a polygon with room on each side, cut to the picture. */
function around(polygon: Polygon, margin: number): Box {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const [roomX, roomY] = [(right - left) * margin, (bottom - top) * margin];
  return {
    left: Math.max(0, left - roomX),
    top: Math.max(0, top - roomY),
    right: Math.min(1, right + roomX),
    bottom: Math.min(1, bottom + roomY),
  };
}
