import { expect, test } from 'vitest';
import { parseConfig } from '../../agent/config/load.ts';

test.each([
  ['of a camera are believed', "source: 'rtsp://c/1'", '', true],
  [
    'behind a resolver are not, as platforms write their own',
    "source: { kind: rtsp, resolver: { http: 'http://p/1' } }",
    '',
    false,
  ],
  [
    'behind a resolver are, where one says so',
    "source: { kind: rtsp, resolver: { http: 'http://p/1' } }",
    'clock: { senderReports: trust }',
    true,
  ],
  [
    'of a recorder can be ignored',
    "source: 'rtsp://c/1'",
    'clock: { senderReports: ignore }',
    false,
  ],
])('sender reports %s', (_, source, clock, believed) => {
  const text = `cameras:\n  gate:\n    ${source}\n    ${clock}\n`;
  const loaded = parseConfig(text, '/etc/streetwarden/agent.yaml', {});
  expect(loaded.ok && loaded.value.cameras[0]?.clock.senderReports).toBe(believed);
});
