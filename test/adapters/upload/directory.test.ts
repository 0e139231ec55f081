import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { directoryUploader } from '../../../agent/adapters/upload/directory.ts';
import type { MediaEntry } from '../../../agent/ports/uploader.ts';
import { scratch } from '../../helpers/outbox.ts';

const never = new AbortController().signal;
const sha256 = createHash('sha256').update('a picture').digest('hex');

function setUp(directory: string, change: Partial<MediaEntry> = {}) {
  const share = join(directory, 'share');
  mkdirSync(share);
  const path = join(directory, 'picture.jpg');
  writeFileSync(path, 'a picture');
  const place = { target: 'city', group: 'e1', createdUtcMs: 1, kind: 'media' } as const;
  const file = { id: sha256, sha256, path, bytes: 9, mime: 'image/jpeg', name: 'p 1/a.jpg' };
  const entry: MediaEntry = { ...place, ...file, ...change };
  const uploader = directoryUploader({ kind: 'directory', path: share });
  onTestFinished(() => uploader[Symbol.dispose]());
  return { share, entry, uploader };
}

test('the file lies there whole, under its name, and nothing beside it', async () => {
  using directory = scratch();
  const { share, entry, uploader } = setUp(directory.path);
  const upload = await uploader.upload(entry, never);
  expect(upload).toEqual({
    result: 'stored',
    uri: expect.stringMatching(/^file:.*p%201\/a\.jpg$/),
  });
  expect(readdirSync(join(share, 'p 1'))).toEqual(['a.jpg']);
  expect(readFileSync(join(share, 'p 1/a.jpg'), 'utf8')).toBe('a picture');
});

test('again costs nothing: the file there is only checked', async () => {
  using directory = scratch();
  const { share, entry, uploader } = setUp(directory.path);
  await uploader.upload(entry, never);
  const before = statSync(join(share, 'p 1/a.jpg')).ino;
  await expect(uploader.upload(entry, never)).resolves.toMatchObject({ result: 'stored' });
  expect(statSync(join(share, 'p 1/a.jpg')).ino).toBe(before);
});

test('a broken copy of an earlier try, or another content, is replaced', async () => {
  using directory = scratch();
  const { share, entry, uploader } = setUp(directory.path);
  mkdirSync(join(share, 'p 1'));
  writeFileSync(join(share, 'p 1/a.jpg.part'), 'half');
  writeFileSync(join(share, 'p 1/a.jpg'), 'something else');
  await expect(uploader.upload(entry, never)).resolves.toMatchObject({ result: 'stored' });
  expect(readdirSync(join(share, 'p 1'))).toEqual(['a.jpg']);
});

describe('never again', () => {
  test.each([
    ['the source is gone', { path: 'nowhere/at-all.jpg' }, 'no longer there'],
    ['the source was altered', { sha256: 'cd'.repeat(32) }, 'not the file that was stored'],
    ['the name leads out', { name: '../a.jpg' }, 'no name below'],
    ['the name leads out further in', { name: 'a/../../b.jpg' }, 'no name below'],
    ['the name leads out in another way', { name: 'a\\..\\..\\b.jpg' }, 'no name below'],
    ['the name begins at the root', { name: '/etc/a.jpg' }, 'no name below'],
  ])('when %s', async (_, change, word) => {
    using directory = scratch();
    const { share, entry, uploader } = setUp(directory.path, change);
    expect(await uploader.upload(entry, never)).toEqual({
      result: 'poison',
      reason: expect.stringContaining(word),
    });
    expect(readdirSync(share)).toEqual([]);
  });
});

test('a share that cannot be written is tried later', async () => {
  using directory = scratch();
  const { entry, share } = setUp(directory.path);
  writeFileSync(join(share, 'file'), '');
  const uploader = directoryUploader({ kind: 'directory', path: join(share, 'file') });
  expect(await uploader.upload(entry, never)).toMatchObject({ result: 'later' });
  expect(existsSync(join(share, 'p 1'))).toBe(false);
});

describe('a share that hangs', () => {
  /** Opening a pipe that nobody writes to takes for ever, as a call into a dead share does. */
  const hang = (path: string) => execFileSync('mkfifo', [path]);

  test('does not hold up a stop, and the next try goes well', { timeout: 20_000 }, async () => {
    using directory = scratch();
    const { share, entry, uploader } = setUp(directory.path);
    mkdirSync(join(share, 'p 1'));
    hang(join(share, 'p 1/a.jpg'));
    const stop = new AbortController();
    const hanging = uploader.upload(entry, stop.signal);
    // a second file goes by the first, so the first is at work
    const other = { ...entry, name: 'b.jpg' };
    expect(await uploader.upload(other, never)).toMatchObject({ result: 'stored' });
    stop.abort();
    expect(await hanging).toEqual({ result: 'later', reason: 'the agent stops' });
    rmSync(join(share, 'p 1/a.jpg'));
    expect(await uploader.upload(entry, never)).toMatchObject({ result: 'stored' });
  });

  test('lets the process end', { timeout: 20_000 }, async () => {
    using directory = scratch();
    const { share, entry } = setUp(directory.path);
    hang(join(share, 'a.jpg'));
    const child = spawn(process.execPath, [
      ...['--import', 'tsx', 'test/fixtures/upload-and-stop.ts'],
      ...[share, JSON.stringify({ ...entry, name: 'a.jpg' })],
    ]);
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
  });
});
