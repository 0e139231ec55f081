import * as z from 'zod';
import { AgentError } from '../../ports/errors.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { CONFIG_PATH, configOrProblems } from './check.ts';

const scene = z.object({
  view: z.string().optional(),
  known: z.boolean(),
  shiftX: z.number(),
  shiftY: z.number(),
});

const answer = z.object({
  cameras: z.array(z.object({ id: z.string(), conditions: z.array(z.string()), scene })),
});

export const sceneCommand: CommandAdder = (program, done) => {
  const command = program
    .command('scene')
    .description('where the cameras of the agent that runs on this box look');
  command
    .command('list')
    .description('what is wrong with the pictures of each camera')
    .option(
      '-c, --config <file>',
      'configuration file; it says where the agent answers',
      CONFIG_PATH,
    )
    .action(async ({ config }: { config: string }) => {
      const url = await addressOf(config);
      if (url === undefined) return done(EXIT.faults);
      const { cameras } = answer.parse(await (await ask(`${url}/readyz`)).json());
      for (const { id, conditions, scene: where } of cameras)
        process.stdout.write(
          `${id}: ${conditions.join(', ') || 'in order'}; ${sceneWords(where)}\n`,
        );
      if (cameras.some(({ conditions }) => conditions.length > 0)) done(EXIT.faults);
    });
  command
    .command('accept <camera>')
    .description('what this camera shows now is the scene that its zones are drawn for')
    .option(
      '-c, --config <file>',
      'configuration file; it says where the agent answers',
      CONFIG_PATH,
    )
    .option('--preset <name>', 'which view of a camera that turns it is (default: home)')
    .action(async (camera: string, { config, preset }: { config: string; preset?: string }) => {
      const url = await addressOf(config);
      if (url === undefined) return done(EXIT.faults);
      const query = preset === undefined ? '' : `?preset=${encodeURIComponent(preset)}`;
      const path = `${url}/cameras/${encodeURIComponent(camera)}/scene${query}`;
      const { status } = await ask(path, { method: 'POST' });
      if (status === 202) process.stdout.write(`${camera}: accepted with its next picture\n`);
      else
        process.stderr.write(`the running agent has no camera '${camera}', or not that preset\n`);
      if (status !== 202) done(EXIT.faults);
    });
};

function sceneWords({ view, known, shiftX, shiftY }: z.output<typeof scene>): string {
  if (view === undefined) return 'shows none of its presets';
  if (!known) return `${view}, still learnt`;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return `${view}, off by ${percent(shiftX)} across and ${percent(shiftY)} down`;
}

async function addressOf(path: string): Promise<string | undefined> {
  const config = await configOrProblems(path);
  if (config === undefined) return undefined;
  const { host, port } = config.http;
  return `http://${/^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host}:${port}`;
}

/** Throws AgentError 'http/no-agent'. */
async function ask(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const message = `no agent answers at ${url}: start it with the same configuration (streetwarden run)`;
    throw new AgentError('http/no-agent', message, { url }, error);
  }
}
