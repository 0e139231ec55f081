import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../scripts/street/families/families.ts';
import { readSize, resized } from '../../../scripts/street/film/resized.ts';
import { judgingScenarios, namedScenarios } from '../../../scripts/street/suite/named-scenarios.ts';
import { smallStreet } from '../film/small-street.ts';

describe('scenarios by name', () => {
  it('a family is all of its films, a number after it is one of them', async () => {
    const [family] = FAMILIES;
    if (family === undefined) throw new Error('expected a family');
    const all = await namedScenarios([family.id]);
    expect(all).toHaveLength(family.films);
    const [second] = await namedScenarios([`${family.id}-2`]);
    expect(second).toEqual(all[1]);
  });

  it('a wrong name is answered with the nearest one', async () => {
    const wrong = `${FAMILIES[0]?.id.slice(0, -1)}`;
    await expect(namedScenarios([wrong])).rejects.toThrow(`did you mean '${FAMILIES[0]?.id}'?`);
  });

  it('a faulty file is answered with the places of its faults', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'street-yaml-')), 'bad.yaml');
    await writeFile(file, 'name: x\nstreet: nowhere\n');
    await expect(namedScenarios([file])).rejects.toThrow(/bad\.yaml:\d+:\d+: /);
  });

  it('what judges is of the judging half, each under a name of its own', async () => {
    const all = await judgingScenarios();
    expect(all.filter(({ split }) => split !== 'judging')).toEqual([]);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});

describe('films in another size', () => {
  it('keep what happens and give each pixel more bits', () => {
    const before = smallStreet(
      {},
      { size: { width: 1280, height: 720 }, bitrateKbps: 3000, fps: 10 },
    );
    const after = resized(before, { width: 640, height: 360 }, 5);
    expect(after.actors).toEqual(before.actors);
    expect([after.camera.fps, after.camera.size.width]).toEqual([5, 640]);
    expect(after.camera.bitrateKbps).toBeGreaterThan(3000 / 8);
    expect(after.camera.bitrateKbps).toBeLessThan(3000 / 2);
  });

  it.each(['640', '641x360', '32x32', 'ax b'])('%s is no size', (text) => {
    expect(() => readSize(text)).toThrow('640x360');
  });
});
