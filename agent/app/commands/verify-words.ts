import type { VerifyReport } from '../../adapters/evidence/verify-package.ts';
import type { LogReport } from '../../core/evidence/compare-logs.ts';
import type { Check } from '../../core/rederive/check.ts';
import type { DeepReport } from '../rederive/rederive.ts';
import { counted } from './words.ts';

const MAX_GAPS = 8;

/** What was found of one package, for a person. */
export function showPackage(
  folder: string,
  { ok, findings, warnings, summary }: VerifyReport,
): string {
  const lines = [
    `${folder}: ${ok ? 'sound' : 'NOT SOUND'}`,
    ...findings.map((finding) => `  wrong: ${inWords(finding)}`),
  ];
  if (summary !== undefined) {
    const { violation, stage, createdUtc, signedBy, log, evidenceUse, why, media } = summary;
    lines.push(
      `  ${violation} ${stage}, made ${createdUtc} by node ${signedBy.node} (${signedBy.software})`,
      `  key ${signedBy.keyId.slice(0, 16)}..., entry ${log.seq} of the log for ${log.target}, ${media} media`,
      ...(ok
        ? [`  evidence use: ${evidenceUse}`, ...why.map((reason) => `    - ${reason}`)]
        : [`  evidence use: says ${evidenceUse}; not to be relied on`]),
    );
  }
  lines.push(...warnings.map((warning) => `  note: ${warning}`));
  return `${lines.join('\n')}\n`;
}

const DEEP_WORDS: Readonly<Record<Check['outcome'], string>> = {
  shown: 'shown',
  wrong: 'WRONG',
  open: 'not derived',
  note: 'note',
};

/** What deriving a package again came to, for a person: a line for each thing. */
export function showDeep({ ok, checks, tookMs }: DeepReport): string {
  const many = (outcome: Check['outcome']) =>
    checks.filter((one) => one.outcome === outcome).length;
  const sums = `${many('shown')} shown, ${many('wrong')} wrong, ${many('open')} not derived`;
  const lines = checks.map(({ outcome, message }) => `    ${DEEP_WORDS[outcome]}: ${message}`);
  const title = `  derived again: ${ok ? 'as signed' : 'NOT AS SIGNED'} (${sums}; ${(tookMs / 1000).toFixed(1)} s)`;
  return `${[title, ...lines].join('\n')}\n`;
}

/** Most messages name the file themselves; '.' is the package as a whole. */
function inWords({ file, message }: VerifyReport['findings'][number]): string {
  return file === '.' || message.startsWith(file) ? message : `${file}: ${message}`;
}

/** What the packages say together of one log, for a person. */
export function showLog({
  log,
  node,
  packages,
  last,
  missing,
  rebuilt,
  faults,
}: LogReport): string {
  const name = log === null ? `log of node ${node}` : `log of node ${node} for ${log}`;
  const lost = missing.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  const shown = [...lost.slice(0, MAX_GAPS), ...(lost.length > MAX_GAPS ? ['...'] : [])];
  const whole =
    lost.length === 0
      ? `entries 1 to ${last}, none missing`
      : `${counted(packages, 'package')} up to entry ${last}; not here: ${shown.join(', ')}`;
  return [
    `${name}: ${whole}; ${counted(rebuilt, 'head')} rebuilt${faults.length > 0 ? ': NOT SOUND' : ''}`,
    ...faults.map((fault) => `  wrong: ${fault}`),
    '',
  ].join('\n');
}
