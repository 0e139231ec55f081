import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { startPlatform } from '../agent/adapters/platform/platform.ts';

interface Options {
  readonly user?: string;
  readonly ca?: string;
  readonly prefix: string;
  readonly silent: boolean;
  readonly reject: boolean;
}

const program = new Command()
  .name('platform')
  .description('Plays the platform on an MQTT broker: checks, shows and acknowledges events.')
  .argument('<url>', 'broker, e.g. mqtt://127.0.0.1:1883')
  .option('--user <name>', 'user at the broker; the password is read from MQTT_PASSWORD')
  .option('--ca <file>', "the broker's certificate authority (PEM)")
  .option('--prefix <topic>', 'first part of every topic', 'sw/v1')
  .option('--silent', 'acknowledge nothing', false)
  .option('--reject', 'reject everything', false)
  .parse();

const { user, ca, prefix, silent, reject } = program.opts<Options>();
const [url = ''] = program.args;
const password = process.env['MQTT_PASSWORD'];
const platform = await startPlatform({
  url,
  prefix,
  ...(user !== undefined && { user }),
  ...(password !== undefined && { password }),
  ...(ca !== undefined && { ca: readFileSync(ca, 'utf8') }),
  decide: () => (silent ? 'silence' : reject ? 'rejected' : 'stored'),
  show: (line) => console.log(line),
});
console.log(`listening on ${url} below ${prefix}; stop with Ctrl-C`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    console.log(JSON.stringify(platform.counts()));
    stop().catch((error: unknown) => console.error(error));
  });

async function stop(): Promise<void> {
  await platform[Symbol.asyncDispose]();
}
