import { basename } from 'node:path';
import type { ResolvedCamera } from '../config/resolved.ts';
import type { ViolationData } from '../core/events/violation.ts';
import type { Zone } from '../core/geometry/zone.ts';
import type { DetectorInfo } from '../ports/detector.ts';
import type { Models } from './models.ts';

/** What events and packages say of one camera: device, place, papers, zones, model. */
export interface CameraCard {
  readonly id: string;
  readonly zones: readonly Zone[];
  readonly place?: ViolationData['place'];
  /** By rule id. */
  readonly classifications: Readonly<Record<string, { scheme: string; code: string }>>;
  readonly deviceId: string;
  readonly dossier: Readonly<Record<string, unknown>>;
  /** Which model, of what stream, looking at which parts of the picture; and the readers of attributes. */
  readonly model: Readonly<Record<string, unknown>>;
  /** Host of the stream or name of the file: no user, no password, no path of this box. */
  readonly address: string;
}

/** Throws AgentError 'model/...' when the camera's model cannot be used. */
export async function cameraCard(camera: ResolvedCamera, models: Models): Promise<CameraCard> {
  const { id, device, zones, rules, source, model } = camera;
  const { info } = await models.detector(model);
  const readers = await Promise.all(camera.readers.map((name) => models.reader(name)));
  return {
    id,
    zones,
    deviceId: device.id,
    dossier: device.dossier,
    model: {
      ...named(info),
      stream: source.kind !== 'file' && source.sub !== undefined ? 'sub' : 'main',
      views: camera.views.map(({ id: view, source: part }) => ({ id: view, source: part })),
      ...(readers.length > 0 && { readers: readers.map((reader) => named(reader.info)) }),
    },
    address: placeOf(source),
    ...(device.place !== undefined && { place: device.place }),
    classifications: Object.fromEntries(
      rules.flatMap(({ rule, classification }) =>
        classification === undefined ? [] : [[rule.id, classification]],
      ),
    ),
  };
}

function named({ name, sha256, version }: Pick<DetectorInfo, 'name' | 'sha256' | 'version'>) {
  return { name, sha256, ...(version !== undefined && { version }) };
}

/** Tokens hide anywhere in an address, so only its beginning is told. */
function placeOf(source: ResolvedCamera['source']): string {
  if (source.kind === 'file') return basename(source.path);
  if (source.url === undefined) return 'by resolver';
  const { protocol, host } = new URL(source.url);
  return `${protocol}//${host}`;
}
