import { openSigner } from '../../adapters/evidence/node-key.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { CONFIG_PATH, configOrProblems } from './check.ts';

export const keysCommand: CommandAdder = (program, done) => {
  const keys = program.command('keys').description("the node's signing key");
  for (const [name, description] of [
    ['show', 'print the public key and its id (the key is made where there is none)'],
    ['create', 'make the key now instead of at the first start'],
  ] as const) {
    keys
      .command(name)
      .description(description)
      .option('-c, --config <file>', 'configuration file', CONFIG_PATH)
      .action(async ({ config: path }: { config: string }) => {
        const config = await configOrProblems(path);
        if (config === undefined) return done(EXIT.faults);
        const { keyId, algorithm, publicKey } = await openSigner(config.node.dataDir);
        process.stdout.write(`${algorithm} ${keyId}\n${publicKey}`);
      });
  }
};
