import * as z from 'zod';
import type { Ack } from '../../ports/target.ts';

const MAX_ACK_BYTES = 16 * 1024;
const SHA256 = /^[0-9a-f]{64}$/;

const rest = {
  status: z.enum(['stored', 'duplicate', 'rejected']),
  code: z.string().max(256).optional(),
  caseNo: z.string().max(256).optional(),
};

/** Unknown members are left out, so that a platform may say more than this agent knows. */
const ackMessage = z.union([
  z.object({ id: z.string().min(1).max(128), ...rest }),
  z.object({ sha256: z.string().regex(SHA256), ...rest }),
]);

export type ParsedAck =
  | { readonly ok: true; readonly ack: Ack }
  | { readonly ok: false; readonly reason: string };

/** Reads a message of the ack topic; for a file the id is its sha256. Never throws. */
export function parseAck(payload: Uint8Array): ParsedAck {
  if (payload.length > MAX_ACK_BYTES)
    return { ok: false, reason: `has ${payload.length} bytes; at most ${MAX_ACK_BYTES} may be` };
  const json = readJson(payload);
  if (json === undefined) return { ok: false, reason: 'is not JSON' };
  const read = ackMessage.safeParse(json);
  if (!read.success)
    return {
      ok: false,
      reason: 'is not {id or sha256, status: stored|duplicate|rejected, code?, caseNo?}',
    };
  const { status, code, caseNo } = read.data;
  return {
    ok: true,
    ack: {
      id: 'id' in read.data ? read.data.id : read.data.sha256,
      status,
      ...(code !== undefined && { code }),
      ...(caseNo !== undefined && { caseNo }),
    },
  };
}

function readJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
