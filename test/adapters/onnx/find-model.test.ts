import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { modelsIn } from '../../../agent/adapters/onnx/find-model.ts';

const OWN = fileURLToPath(new URL('../../../models', import.meta.url));

test('the models of a folder, and a folder that is a model itself', async () => {
  const names = (await modelsIn([OWN])).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['street', 'street-fine', 'truck-load']));
  expect((await modelsIn([`${OWN}/street`])).map(({ name }) => name)).toEqual(['street']);
});

test.each(['/nowhere/at/all', `${OWN}/golden-street.jpg`])(
  '%s is no folder of models: that is said',
  async (folder) => {
    await expect(modelsIn([OWN, folder])).rejects.toMatchObject({
      code: 'model/missing',
      message: expect.stringContaining(folder),
    });
  },
);
