import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openTextModel, PLATES_FILE } from '../../../agent/adapters/plate/text-models.ts';

describe('a model of the plate reader', () => {
  it.each([
    [
      'is not there',
      { file: 'gone.onnx' },
      { code: 'model/missing', message: /models\/plates\/gone\.onnx is not there: .*npm ci/ },
    ],
    [
      'is another file than was released',
      { sha256: '0'.repeat(64) },
      { code: 'model/wrong-hash', message: /plates\.onnx is not the file .* expected 0{64}/ },
    ],
    [
      'is no network, though it has the hash',
      { file: 'README.md', sha256: hashOf('README.md') },
      { code: 'model/invalid', message: /README\.md could not be loaded/ },
    ],
  ])('%s: that is said', async (_, change, { code, message }) => {
    const opened = openTextModel({ ...PLATES_FILE, ...change }, 1);
    await expect(opened).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});

function hashOf(file: string): string {
  const bytes = readFileSync(new URL(`../../../models/plates/${file}`, import.meta.url));
  return createHash('sha256').update(bytes).digest('hex');
}
