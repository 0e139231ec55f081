import { openSigners, openSm2Signer } from '../../adapters/evidence/node-key.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { CONFIG_PATH, configOrProblems } from './check.ts';

export const keysCommand: CommandAdder = (program, done) => {
  const keys = program.command('keys').description('the key that this node signs evidence with');
  for (const [name, description] of [
    ['show', "print the node's public key and its id; makes the key if there is none yet"],
    ['create', 'make the key now rather than at the first start; an existing one stays'],
  ] as const) {
    const command = keys
      .command(name)
      .description(description)
      .option('-c, --config <file>', 'configuration file; it says where the key lies', CONFIG_PATH)
      .action(async ({ config: path, sm2 }: { config: string; sm2?: true }) => {
        const config = await configOrProblems(path);
        if (config === undefined) return done(EXIT.faults);
        const { dataDir } = config.node;
        if (sm2) await openSm2Signer(dataDir);
        for (const { keyId, algorithm, publicKey } of await openSigners(dataDir))
          process.stdout.write(`${algorithm} ${keyId}\n${publicKey}`);
      });
    if (name === 'create')
      command.option('--sm2', 'a second key, of SM2 (GB/T 32918), that signs beside the first one');
  }
};
