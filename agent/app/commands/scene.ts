import * as z from 'zod';
import { isoAt } from '../../adapters/clock/clock.ts';
import { AgentError } from '../../ports/errors.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { patrol, patrolWords } from '../patrol-words.ts';
import { CONFIG_PATH, configOrProblems } from './check.ts';

const scene = z.object({
  view: z.string().optional(),
  known: z.boolean(),
  shiftX: z.number(),
  shiftY: z.number(),
});

const answer = z.object({
  cameras: z.array(
    z.object({
      id: z.string(),
      conditions: z.array(z.string()),
      scene,
      patrol: patrol.optional(),
    }),
  ),
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
      const agent = await agentOf(config);
      if (agent === undefined) return done(EXIT.faults);
      const { url, timezone } = agent;
      const { cameras } = answer.parse(await (await ask(`${url}/readyz`)).json());
      for (const { id, conditions, scene: where, patrol: round } of cameras) {
        const at = (utcMs: number) => isoAt(utcMs, timezone).slice(0, 16).replace('T', ' ');
        const parts = [conditions.join(', ') || 'in order', sceneWords(where)];
        const words = round === undefined ? parts : [...parts, ...patrolWords(round, at)];
        process.stdout.write(`${id}: ${words.join('; ')}\n`);
      }
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
      const agent = await agentOf(config);
      if (agent === undefined) return done(EXIT.faults);
      const query = preset === undefined ? '' : `?preset=${encodeURIComponent(preset)}`;
      const path = `${agent.url}/cameras/${encodeURIComponent(camera)}/scene${query}`;
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

/** Where the agent answers, and the time of its site. */
async function agentOf(
  path: string,
): Promise<{ readonly url: string; readonly timezone: string } | undefined> {
  const config = await configOrProblems(path);
  if (config === undefined) return undefined;
  const { host, port } = config.http;
  const url = `http://${/^(0\.0\.0\.0|::)$/.test(host) ? '127.0.0.1' : host}:${port}`;
  return { url, timezone: config.site.timezone };
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
