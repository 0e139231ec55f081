import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFaultSheet } from '../../../agent/app/commands/score-sheet.ts';
import { scoreRecordings } from '../../../agent/core/scoring/score-events.ts';
import { footnotes, suiteTable } from './table.ts';
import { tallied, type Watched } from './tally.ts';

export interface ReportWish {
  readonly folder: string;
  /** What the agent looked with, and how the films were made: for whoever reads the figures later. */
  readonly made: Readonly<Record<string, unknown>>;
  /** There are films from which pictures of the faults can be cut. */
  readonly films: boolean;
}

/** Writes table.txt, suite.json and, where there are films, faults.jpg; returns what there is to print. */
export async function report(watched: readonly Watched[], wish: ReportWish): Promise<string> {
  const { folder, made } = wish;
  const tallies = tallied(watched);
  const score = scoreRecordings(watched.map(({ recording }) => recording));
  const text = [suiteTable(tallies), '', ...footnotes(watched), ''].join('\n');
  await writeFile(join(folder, 'table.txt'), text);
  const films = watched.map(({ recording: _, ...film }) => film);
  const json = JSON.stringify({ made, ...tallies, films, faults: score.faults }, undefined, 1);
  await writeFile(join(folder, 'suite.json'), `${json}\n`);
  const said = wish.films
    ? await writeFaultSheet(
        score,
        watched.map(({ name, recording: { truth } }) => ({
          file: join(folder, `${name}.truth.json`),
          truth,
        })),
        { path: join(folder, 'faults.jpg'), video: folder },
      )
    : [];
  return [text, ...said].join('\n');
}
