import type { PlatformEvent } from './check-event.ts';

/** One line about an event, for a person who watches. */
export function inWords({ time, type, source, subject, data }: PlatformEvent): string {
  const [, what = '', detail = ''] = type.split('.');
  const parts =
    what === 'violation'
      ? violation(data)
      : what === 'evidence'
        ? [`file ${data.name ?? data.sha256} is at ${data.uri}`]
        : [data.message ?? ''];
  const about = subject === undefined ? '' : ` [${subject.slice(-12)}]`;
  return `${time}  ${source}  ${what} ${detail}: ${parts.filter((p) => p !== '').join(', ')}${about}`;
}

function violation({ kind, zone, plate, evidenceUse, facts, evidence }: PlatformEvent['data']) {
  const dwellMs = facts?.['dwellMs'];
  return [
    kind ?? '',
    zone === undefined ? '' : `zone ${zone.id}`,
    typeof dwellMs === 'number' ? `for ${Math.round(dwellMs / 1000)} s` : '',
    plate === undefined ? '' : `plate ${plate.text} (${Math.round(plate.confidence * 100)} %)`,
    typeof facts?.['outcome'] === 'string' ? facts['outcome'] : '',
    evidence === undefined
      ? ''
      : `evidence ${evidence.packageId} (${evidenceUse}, ${evidence.media.length} pictures and clips)`,
  ];
}
