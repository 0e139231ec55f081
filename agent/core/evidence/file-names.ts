/** The media types a package may hold, and the endings of their files. */
export const EXTENSIONS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'application/json': 'json',
} as const satisfies Record<string, string>;

/** Letters, digits, dot, dash and underscore, not starting with a dot: safe as a file name everywhere. */
export function isSafeId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id);
}

/** `data/media/<id>.<ending>`, or undefined when id or type may not be in a package. */
export function mediaFile(id: string, mime: string): string | undefined {
  const extension = Object.hasOwn(EXTENSIONS, mime)
    ? EXTENSIONS[mime as keyof typeof EXTENSIONS]
    : undefined;
  return isSafeId(id) && extension !== undefined ? `data/media/${id}.${extension}` : undefined;
}

export const FACTS_FILE = 'data/facts.json';
export const MANIFEST_FILE = 'data/manifest.json';
export const SIGNATURE_FILE = 'signature.dsse.json';
export const LOG_PROOF_FILE = 'log-proof.json';
export const PAYLOAD_SUMS_FILE = 'manifest-sha256.txt';
export const TAG_SUMS_FILE = 'tagmanifest-sha256.txt';
