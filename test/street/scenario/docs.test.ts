import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkScenario } from '../../../scripts/street/scenario/check.ts';

it('the story in docs/street.md is sound', () => {
  const page = readFileSync('docs/street.md', 'utf8');
  const [, story = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  expect(checkScenario(story)).toMatchObject({ ok: true, value: { name: 'parked-behind-a-bus' } });
});
