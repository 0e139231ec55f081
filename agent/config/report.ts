import type { Path } from '../lib/yaml-document.ts';

/** Takes one problem of one setting. */
export type Report = (path: Path, message: string) => void;
