import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quickTarget } from '../../helpers/forwarding.ts';
import { hasMosquitto, mosquitto, selfSigned } from '../../helpers/mosquitto.ts';
import { scratch } from '../../helpers/outbox.ts';
import { until } from '../../helpers/until.ts';

test.skipIf(!hasMosquitto())(
  'a certificate of the named authority is taken, another refused (needs mosquitto)',
  async () => {
    using directory = scratch();
    using elsewhere = scratch();
    const tls = selfSigned(directory.path);
    await using broker = await mosquitto({ tls });
    await broker.start();
    await using good = quickTarget({ url: broker.url, ca: readFileSync(tls.cert, 'utf8') });
    const other = readFileSync(selfSigned(elsewhere.path).cert, 'utf8');
    await using bad = quickTarget({ url: broker.url, ca: other, clientId: 'other' });
    await until('the good one is online', () => good.state() === 'online');
    await until('the bad one is refused', () => bad.state() === 'refused');
  },
);

test('a key that is none is said so, and the program goes on', async () => {
  const pem = '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n';
  await using target = quickTarget({ url: 'mqtts://127.0.0.1:1', cert: pem, key: pem });
  await until('it is refused', () => target.state() === 'refused');
  expect(target.lines.join()).not.toContain('nonsense');
});
