import { redactText } from '../config/redact.ts';
import type { ResolvedCamera, ResolvedConfig } from '../config/resolved.ts';
import type { Models } from './models.ts';
import type { PackageMakerDeps } from './package-maker.ts';

type Card = ReturnType<PackageMakerDeps['card']>;

/** What events and packages say of each camera: device, place, papers, zones, model. */
export async function cameraCards(
  { cameras }: ResolvedConfig,
  models: Models,
): Promise<(camera: string) => Card> {
  const cards = new Map<string, Card>();
  for (const camera of cameras) cards.set(camera.id, await cardOf(camera, models));
  return (id) => {
    const card = cards.get(id);
    if (card === undefined) throw new Error(`no camera ${id} in the configuration`);
    return card;
  };
}

async function cardOf(camera: ResolvedCamera, models: Models): Promise<Card> {
  const { id, device, zones, rules, source, model } = camera;
  const { info } = await models.detector(model);
  const address = source.kind === 'file' ? source.path : (source.url ?? 'by resolver');
  return {
    id,
    zones,
    deviceId: device.id,
    dossier: device.dossier,
    model: { name: info.name, sha256: info.sha256 },
    address: redactText(address),
    ...(device.place !== undefined && { place: device.place }),
    classifications: Object.fromEntries(
      rules.flatMap(({ rule, classification }) =>
        classification === undefined ? [] : [[rule.id, classification]],
      ),
    ),
  };
}
