import { Document, isMap, visit } from 'yaml';
import { cameraId } from '../scenario/camera-id.ts';
import { rulesMeant } from '../scenario/kinds.ts';
import { cameraAt } from '../world/camera-at.ts';
import type { GroundZone, Scenario, SceneRule } from '../world/scenario.ts';
import { zonePolygon } from './zone-polygon.ts';

/** With what the agent looks at the film. */
export interface AgentWish {
  /** Folder of a model (with model.yaml), relative to the configuration; absent: the shipped one. */
  readonly detector?: string;
  /** Folders of models that read load and cover. */
  readonly readers?: readonly string[];
  /** Folder for the agent's data, relative to the configuration. */
  readonly data?: string;
}

const DETECTOR = 'detector';

/** A label with '?' counts where the model has it: so the rules fit street-v0 and the classes of truth. */
const VEHICLES = ['car?', 'truck?', 'bus?', 'van?', 'muck-truck?'];
const TRUCKS = ['truck?', 'bus?', 'muck-truck?'];

/**
 * The configuration with which the agent watches the film of a scenario: `video` is its path, relative to
 * the configuration. Zones are those of the ground, as the camera sees them at the start; those out of
 * the picture are left out. Settings of the scenario's rules go before everything here.
 */
export function agentConfig(scenario: Scenario, video: string, wish: AgentWish = {}): string {
  const { detector, readers = [], data = 'data' } = wish;
  const named = readers.map((path, index) => [`reader-${index + 1}`, { path }] as const);
  const models = {
    ...(detector !== undefined && { [DETECTOR]: { path: detector } }),
    ...Object.fromEntries(named),
  };
  const config = {
    site: { id: 'street', timezone: 'Asia/Shanghai' },
    node: { id: 'street-box', data },
    cameras: {
      [cameraId(scenario)]: {
        source: {
          ...{ kind: 'file', path: video, startUtc: new Date(scenario.startUtcMs).toISOString() },
          fps: Math.min(5, scenario.camera.fps),
        },
        ...(detector !== undefined && { model: DETECTOR }),
        // a drone has no scene of its own
        ...(scenario.camera.anchor !== undefined && { watch: { scene: false } }),
        ...(named.length > 0 && { readers: named.map(([name]) => name) }),
        zones: Object.fromEntries(zonesOf(scenario)),
        rules: scenario.rules.map(ruleFor),
      },
    },
    ...(Object.keys(models).length > 0 && { models }),
    http: { port: 0 },
  };
  const document = new Document(config);
  visit(document, {
    Seq: (_, node) => {
      // corners and labels inline, rules one a line
      node.flow = !node.items.some(isMap);
    },
  });
  return document.toString({ lineWidth: 110 });
}

function zonesOf(scenario: Scenario): [string, object][] {
  const { street, camera, zones } = scenario;
  // the installer draws on the picture of a camera that nobody has pushed yet
  const pose = cameraAt({ ...scenario, faults: [] }, 0);
  return zones.flatMap((zone: GroundZone): [string, object][] => {
    const polygon = zonePolygon(zone.ground, street, pose, camera.size);
    if (polygon === undefined) return [];
    const { kind, hours } = zone;
    return [[zone.id, { kind, polygon, ...(hours !== undefined && { hours: [hours] }) }]];
  });
}

/** The rule with labels that fit many models; stalls as they are shipped. */
function ruleFor(rule: SceneRule) {
  const [meant] = rulesMeant(rule);
  const defaults = {
    dwell: { labels: VEHICLES },
    group: {},
    attribute: { labels: TRUCKS },
    crossing: {},
  };
  return { use: rule.use, ...(meant && defaults[meant.rule.type]), ...rule.settings };
}
