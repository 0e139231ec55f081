import { openSigner } from '../../adapters/evidence/node-key.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { CONFIG_PATH, configOrProblems } from './check.ts';

export const keysCommand: CommandAdder = (program, done) => {
  const keys = program.command('keys').description('the key that this node signs evidence with');
  for (const [name, description] of [
    ['show', "print the node's public key and its id; makes the key if there is none yet"],
    ['create', 'make the key now rather than at the first start; an existing one stays'],
  ] as const) {
    keys
      .command(name)
      .description(description)
      .option('-c, --config <file>', 'configuration file; it says where the key lies', CONFIG_PATH)
      .action(async ({ config: path }: { config: string }) => {
        const config = await configOrProblems(path);
        if (config === undefined) return done(EXIT.faults);
        const { keyId, algorithm, publicKey } = await openSigner(config.node.dataDir);
        process.stdout.write(`${algorithm} ${keyId}\n${publicKey}`);
      });
  }
};
