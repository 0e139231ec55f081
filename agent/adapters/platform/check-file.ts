import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What is wrong with a file that was said to be at `uri`; undefined when its hash is right. */
export async function checkFile(
  uri: string | undefined,
  sha256: string,
): Promise<string | undefined> {
  if (uri === undefined || !uri.startsWith('file:'))
    return `this simulator can only look at file: addresses, not at ${uri}`;
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(fileURLToPath(uri))) hash.update(piece as Buffer);
  } catch (error) {
    return `${uri} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  const found = hash.digest('hex');
  return found === sha256 ? undefined : `${uri} has sha256 ${found}, not ${sha256}`;
}
