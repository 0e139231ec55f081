import { locateFfmpeg } from '../../adapters/ffmpeg/binary.ts';
import { probe } from '../../adapters/ffmpeg/probe.ts';
import { resolveAddresses } from '../../adapters/ffmpeg/resolver.ts';
import type { ResolvedCamera } from '../../config/resolved.ts';
import { type Finding, fault } from './finding.ts';
import { rateOf } from './probe.ts';

const PROBE_MS = 15_000;

/** Opens every stream of a camera as the agent would; asks its resolver first, where it has one. */
export async function cameraFindings({ id, source }: ResolvedCamera): Promise<readonly Finding[]> {
  const what = `camera ${id}`;
  const transport = source.kind === 'rtsp' ? source.transport : 'tcp';
  const findings: Finding[] = [];
  try {
    for (const [index, address] of (await addressesOf(source)).entries())
      findings.push(await streamFinding(index === 0 ? what : `${what} (sub)`, address, transport));
  } catch (error) {
    findings.push(fault(what, error));
  }
  return findings;
}

/** Main stream first. Throws AgentError 'source/resolver'. */
async function addressesOf(source: ResolvedCamera['source']): Promise<readonly string[]> {
  if (source.kind === 'file') return [source.path];
  const { url, sub, resolver } = source;
  const asked =
    resolver === undefined ? {} : await resolveAddresses(resolver, AbortSignal.timeout(PROBE_MS));
  const { url: main, sub: small } = { url, sub, ...asked };
  return [main, small].filter((address) => address !== undefined);
}

async function streamFinding(
  what: string,
  address: string,
  transport: 'tcp' | 'udp',
): Promise<Finding> {
  try {
    const ffmpeg = await locateFfmpeg(process.env);
    const options = { transport, timeoutMs: PROBE_MS };
    const { codec, size, ...report } = await probe(address, options, ffmpeg);
    const message = `${codec}, ${size.width} x ${size.height}, ${rateOf(report)} pictures/s`;
    return { what, ok: true, message };
  } catch (error) {
    return fault(what, error);
  }
}
