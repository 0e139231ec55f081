import { type OpenedClaims, openClaims } from '../../adapters/evidence/open-claims.ts';
import { allShown, type Check, note, open } from '../../core/rederive/check.ts';
import { type ClaimedMedia, photographs } from '../../core/rederive/claims.ts';
import { placeChecks } from '../../core/rederive/place-checks.ts';
import { decisionChecks } from './decide-again.ts';
import { type Decoding, Films } from './films.ts';
import type { ModelsByHash } from './models-by-hash.ts';
import { type Located, locate } from './photo-checks.ts';

export interface RederiveDeps {
  readonly ffmpeg: Decoding;
  readonly models: ModelsByHash;
}

export interface DeepReport {
  /** All that was to be derived again came out as signed. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly tookMs: number;
}

/**
 * Derives a package again: every photograph from its clip, what the model finds from the photograph's picture,
 * the rule's decision from that. Whether the package is whole and signed is for `verifyPackage` to say.
 */
export async function rederive(path: string, deps: RederiveDeps): Promise<DeepReport> {
  const started = performance.now();
  await using opened = await openClaims(path);
  const checks =
    opened === undefined
      ? [open('.', 'the manifest cannot be read: nothing can be derived again')]
      : await derive(opened, deps);
  const tookMs = Math.round(performance.now() - started);
  return { ok: allShown(checks), checks, tookMs };
}

async function derive(opened: OpenedClaims, { ffmpeg, models }: RederiveDeps): Promise<Check[]> {
  const { claims } = opened;
  const films = new Films(opened, ffmpeg);
  const checks = placeChecks(claims);
  const located: Located[] = [];
  for (const photo of photographs(claims)) {
    const one = await locate(photo, opened, films);
    checks.push(...one.checks);
    if (one.located !== undefined) located.push(one.located);
  }
  if (photographs(claims).length === 0)
    checks.push(open('.', 'there is no photograph of the stream in the package'));
  checks.push(...(await decisionChecks(claims, located, models)), ...derivedNotes(claims.media));
  return checks;
}

/** Files that are made for reading: they prove nothing beside what they were made of. */
function derivedNotes(media: readonly ClaimedMedia[]): Check[] {
  return media
    .filter(({ source, mime }) => source === undefined && mime.startsWith('image/'))
    .map(({ id }) =>
      note(id, `${id} was made from the photographs for reading and is not derived again`),
    );
}
