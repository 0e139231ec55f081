import {
  PICTURE_HEAD_BYTES,
  type PictureHead,
  readPictureHead,
  unmetColour,
} from '../../core/evidence/picture-head.ts';
import type { Finding } from '../../ports/evidence.ts';
import type { ReadManifest } from './manifest-schema.ts';
import type { PackageFiles } from './package-files.ts';

const PICTURES: readonly string[] = ['image/jpeg', 'image/png'];

/** Whether the pictures are what the manifest says they are: kind, size, colours. */
export async function pictureFindings(
  files: PackageFiles,
  { media, why }: ReadManifest,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const file of media) {
    // a missing one is found where all names are compared
    if (!PICTURES.includes(file.mime) || !files.sizes.has(file.file)) continue;
    const head = readPictureHead(await files.start(file.file, PICTURE_HEAD_BYTES));
    for (const message of pictureFaults(file, head, why))
      findings.push({ file: file.file, message });
  }
  return findings;
}

function pictureFaults(
  media: ReadManifest['media'][number],
  head: PictureHead | undefined,
  why: readonly string[],
): string[] {
  const { file, mime, width, height } = media;
  if (head === undefined) return [`${file} is no ${mime}`];
  const faults = unmetColour(media, head)
    .filter((condition) => !why.includes(condition))
    .map((condition) => `the manifest does not name an unmet condition: ${condition}`);
  if (head.width !== width || head.height !== height)
    faults.push(`${file} is ${head.width}x${head.height}, the manifest says ${width}x${height}`);
  return faults;
}
