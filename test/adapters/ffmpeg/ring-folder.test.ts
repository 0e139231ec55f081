import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  cleanStaleRings,
  makeRingFolder,
  removeRingFolder,
} from '../../../agent/adapters/ffmpeg/ring-folder.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ring-folder-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ['-e', '']).pid;

test.each([
  ['of a process that is gone', `streetwarden-${dead}`, true],
  ['of an earlier process with our number', `streetwarden-${process.pid}`, true],
  ['of a process that lives', `streetwarden-${process.ppid}`, false],
  ['of somebody else', 'streetwarden-notes', false],
])('a folder %s: %s, removed: %s', (_name, name, removed) => {
  mkdirSync(join(parent, name, 'cam-1'), { recursive: true });
  writeFileSync(join(parent, name, 'cam-1', '1.m4s'), 'video');
  expect(cleanStaleRings([parent])).toEqual(removed ? [join(parent, name)] : []);
  expect(existsSync(join(parent, name))).toBe(!removed);
});

test('two rings of one name have folders of their own, closed to other users', () => {
  const folders = [1, 2].map(() => makeRingFolder('gate/north', 1000, parent));
  expect(new Set(folders).size).toBe(2);
  const [first = '', second = ''] = folders;
  expect(statSync(dirname(first)).mode & 0o777).toBe(0o700);
  expect(dirname(first)).toBe(join(parent, `streetwarden-${process.pid}`));
  expect(cleanStaleRings([parent])).toEqual([]);
  removeRingFolder(first);
  expect(existsSync(second)).toBe(true);
  removeRingFolder(second);
  expect(existsSync(dirname(second))).toBe(false);
});

test('without shared memory to spare it takes the folder for temporary files', () => {
  const folder = makeRingFolder('cam', Number.MAX_SAFE_INTEGER);
  expect(folder.startsWith(join(tmpdir(), 'streetwarden-'))).toBe(true);
  removeRingFolder(folder);
});
