/** '1 camera', '2 cameras'. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file is in the way where a folder is needed',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open',
  EADDRINUSE: 'another program has it',
  EADDRNOTAVAIL: 'this box has no such address',
};

interface SystemError extends Error {
  readonly code: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
}

/** What the operating system refused, in words; undefined for any other error. */
export function systemReason(error: unknown): string | undefined {
  return isSystemError(error) ? (WORDS[error.code] ?? error.code) : undefined;
}

/** The same with what it is about: a path, or an address with its port. */
export function systemWords(error: unknown): string | undefined {
  if (!isSystemError(error)) return undefined;
  const { path, address, port } = error;
  const what = path ?? (port === undefined ? undefined : `${address ?? 'port'}:${port}`);
  return what === undefined ? undefined : `${what}: ${systemReason(error)}`;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
