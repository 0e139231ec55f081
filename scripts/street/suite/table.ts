import type { Rate } from '../../../agent/core/scoring/intervals.ts';
import type { Tallies, Tally, Watched } from './tally.ts';

const HEAD = [
  ...['', 'films', 'min', 'episodes', 'found', 'missed', 'false', 'dupl.'],
  ...['recall', 'precision', 'delay s'],
];

/** One table for people: a row per scene, below it a row per condition and per family, at the end all together. */
export function suiteTable({ scenes, overall }: Tallies): string {
  const rows = [
    HEAD,
    ...scenes.flatMap(({ scene, parts, families }) => [
      row(scene, scene.name.toUpperCase()),
      ...parts.map((part) => row(part, `  ${part.name}`)),
      ...families.map((family) => row(family, `  ${family.name}`)),
    ]),
    row(overall, 'ALL'),
  ];
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function row({ films, minutes, figures }: Tally, name: string): readonly string[] {
  const { episodes, found, missed, falseAlarms, duplicates, recall, precision, delayMs } = figures;
  const delay =
    delayMs.median === null || delayMs.p95 === null
      ? '-'
      : `${(delayMs.median / 1000).toFixed(1)}/${(delayMs.p95 / 1000).toFixed(1)}`;
  const counts = [films, minutes.toFixed(1), episodes, found, missed, falseAlarms, duplicates];
  return [name, ...counts.map(String), percent(recall), percent(precision), delay];
}

/** As a whole, only what is whole. */
function percent({ share }: Rate): string {
  if (share === null) return '-';
  const text = (share * 100).toFixed(1);
  return text === '100.0' && share < 1 ? '99.9' : text;
}

/** Sentences under the table: what the columns mean, and which times were shortened. */
export function footnotes(watched: readonly Watched[]): readonly string[] {
  const by = new Map<number, Set<string>>();
  for (const { shortened, family } of watched)
    by.set(shortened, (by.get(shortened) ?? new Set()).add(family));
  const shortened = [...by]
    .filter(([factor]) => factor !== 1)
    .sort(([a], [b]) => a - b)
    .map(
      ([factor, families]) =>
        `Times of the rules ${factor} times shorter than at a real site in: ${[...families].join(', ')}.`,
    );
  return [
    'Judged on confirmed episodes alone. delay: median/95 % behind the moment at which the violation was complete.',
    ...(watched.some(({ untrue }) => untrue)
      ? ['of a true camera: without the films in which it is pushed or its picture stands still.']
      : []),
    ...shortened,
  ];
}
