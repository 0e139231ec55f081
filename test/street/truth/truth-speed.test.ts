import process from 'node:process';
import { expect, it } from 'vitest';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';
import type { Actor } from '../../../scripts/street/world/scenario.ts';
import { path, scene, standing } from '../scene.ts';

const PARKED = ['sedan-c', 'suv-b', 'sedan-d', 'van-b', 'stall-parasol-b', 'stall-cart-b'];
const STAYING = ['person-d', 'person-e', 'bin-b'];
const DRIVING = ['bus-b', 'tipper-d', 'sedan-c', 'ebike-b', 'boxtruck-b', 'person-d'];

/** Fifteen things, nine of which stand. */
const actors: Actor[] = [
  ...PARKED.map((asset, at) => standing(`parked-${at}`, asset, at * 6 - 12, -2.2)),
  ...STAYING.map((asset, at) => standing(`near-${at}`, asset, at * 4 - 6, -4)),
  ...DRIVING.map((asset, at) => ({
    ...{ id: `moving-${at}`, asset },
    path: path([0, at * 4 - 30, 1.5 + at * 1.8], [60, at * 4 + 10, 1.5 + at * 1.8]),
  })),
];

it('takes less than a millisecond of one core for a picture of fifteen things', () => {
  const scenario = scene({ actors });
  const look = (pictures: number) => {
    let objects = 0;
    for (let at = 0; at < pictures; at++) objects += truthAt(scenario, at * 97).objects.length;
    return objects / pictures;
  };
  look(300);
  const before = process.cpuUsage();
  const objects = look(600);
  const ms = process.cpuUsage(before).user / 1000 / 600;
  process.stdout.write(`truthAt: ${objects.toFixed(1)} objects in ${ms.toFixed(3)} ms of CPU\n`);
  expect(objects).toBeGreaterThan(10);
  // three times the goal: the box may be busy
  expect(ms).toBeLessThan(3);
});
