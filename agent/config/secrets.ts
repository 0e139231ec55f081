import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean } from '../lib/suggest.ts';
import type { TagReader } from '../lib/yaml-document.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface SecretTags {
  readonly tags: Readonly<Record<'!env' | '!file', TagReader>>;
  /** Every value read so far: none of them may be printed. */
  readonly seen: ReadonlySet<string>;
}

/** The tags `!env NAME` and `!file PATH` (relative to `folder`); what they read is trimmed. */
export function secretTags(folder: string, env: Environment): SecretTags {
  const seen = new Set<string>();
  const secret = (value: string) => {
    seen.add(value);
    return { value };
  };
  const readEnv: TagReader = (name) => {
    if (!/^[A-Za-z_]\w*$/.test(name))
      return { problem: 'write !env NAME, the name of an environment variable' };
    const value = env[name]?.trim() ?? '';
    if (value !== '') return secret(value);
    const near = didYouMean(name, Object.keys(env));
    const hint = near.startsWith('did') ? `; ${near}` : '';
    return { problem: `the environment variable ${name} is not set${hint}` };
  };
  const readFile: TagReader = (path) => {
    if (path === '') return { problem: 'write !file PATH' };
    try {
      const value = readFileSync(resolve(folder, path), 'utf8').trim();
      return value === '' ? { problem: 'this file is empty' } : secret(value);
    } catch (error) {
      return { problem: `cannot read this file (${reason(error)})` };
    }
  };
  return { tags: { '!env': readEnv, '!file': readFile }, seen };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'no permission',
  EISDIR: 'it is a folder',
};

/** Why a file could not be read, without its path or content. */
export function reason(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? (REASONS[code] ?? code) : 'unreadable';
}
