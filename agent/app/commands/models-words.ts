import type { Added } from '../../adapters/onnx/add-model.ts';
import type { ModelCheck, ModelReport } from '../../adapters/onnx/check-model.ts';
import { counted } from './words.ts';

const SIGNED = {
  none: 'not signed',
  unchecked: 'signed (not checked: name the key with --key)',
  good: 'signed, the signature holds',
  bad: 'SIGNED BY ANOTHER KEY, OR ALTERED',
} as const;

/** One model in lines. */
export function modelReport(report: ModelReport | ModelCheck): string {
  const { directory, name, version, task, licence, input, labels, ok, problems } = report;
  const timed = 'runMs' in report && report.runMs !== undefined ? report.runMs : undefined;
  const signed = 'signature' in report ? report.signature : undefined;
  const title = [name ?? directory, version].filter((part) => part !== undefined).join(' ');
  const lines = [
    `${title}: ${ok ? 'good' : 'FAULTY'}`,
    ...(input === undefined ? [] : [`  ${task}, ${input.width} x ${input.height}, ${licence}`]),
    ...(labels === undefined ? [] : [`  labels: ${labels.join(', ')}`]),
    ...(timed === undefined ? [] : [`  one run: ${timed.toFixed(1)} ms`]),
    ...(signed === undefined ? [] : [`  ${SIGNED[signed]}`]),
    ...problems.map((problem) => `  wrong: ${problem}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** All models as a table; what is wrong with one stands below it. */
export function modelTable(reports: readonly ModelReport[]): string {
  const head = ['model', 'version', 'task', 'decoder', 'input', 'labels', 'licence', 'state'];
  const rows = reports.map(rowOf);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = reports.flatMap(({ problems }, index) => [
    line(rows[index] ?? []),
    ...problems.map((problem) => `  wrong: ${problem}`),
  ]);
  return `${[line(head), ...lines].join('\n')}\n`;
}

function rowOf(report: ModelReport): string[] {
  const { directory, name, version, task, decoder, input, labels, licence, ok } = report;
  return [
    name ?? directory,
    version ?? '?',
    task ?? '?',
    decoder ?? '?',
    input === undefined ? '?' : `${input.width} x ${input.height}`,
    String(labels?.length ?? '?'),
    licence ?? '?',
    ok ? 'good' : 'FAULTY',
  ];
}

/** What was added, and how it is used. */
export function addedWords({ directory, manifest, sees, runMs }: Added, family: string): string {
  const { name, input, labels, licence } = manifest;
  const times = Object.entries(runMs).map(([threads, ms]) => `${threads}: ${ms.toFixed(1)} ms`);
  const { width, height, layout, colour, fit, place } = input;
  const lies = fit === 'stretch' ? 'drawn to the full size' : `letterboxed, ${place}`;
  return [
    `${name}: added as ${directory}`,
    `  family: ${family}`,
    `  input: ${width} x ${height}, ${layout}, ${colour}, ${lies}`,
    `  ${counted(labels.length, 'label')}: ${labels.slice(0, 12).join(', ')}${labels.length > 12 ? ', ...' : ''}`,
    `  licence: ${licence}`,
    `  golden picture: ${sees.length === 0 ? 'nothing found' : sees.map(({ label, score }) => `${label} ${score.toFixed(2)}`).join(', ')}`,
    `  a run by threads: ${times.join(', ')}`,
    'Use it:',
    `  models: { ${name}: { path: ${directory} } }`,
    `  cameras: { <camera>: { model: ${name} } }`,
    '',
  ].join('\n');
}
