import type { Delivery } from '../../ports/target.ts';

const SLOW_DOWN_MS = 5000;
const QUOTA_MS = 60_000;

/** MQTT 5, section 3.4.2.1; what the code of a PUBACK means for the entry. */
export function deliveryOf(code: number): Delivery {
  switch (code) {
    case 0x00:
      return { result: 'delivered' };
    case 0x10:
      return { result: 'later', reason: 'nobody subscribes to the topic (0x10)' };
    case 0x87:
      return { result: 'poison', reason: 'the broker gives no right to publish there (0x87)' };
    case 0x90:
      return { result: 'poison', reason: 'the broker takes no such topic (0x90)' };
    case 0x93:
      return {
        result: 'later',
        reason: 'too many messages under way (0x93)',
        afterMs: SLOW_DOWN_MS,
      };
    case 0x95:
      return { result: 'poison', reason: 'too big for the broker (0x95)' };
    case 0x97:
      return { result: 'later', reason: 'the quota is used up (0x97)', afterMs: QUOTA_MS };
    case 0x99:
      return { result: 'poison', reason: 'the broker refuses the content (0x99)' };
    default:
      return { result: 'later', reason: `the broker answered 0x${code.toString(16)}` };
  }
}

/** Codes of a CONNACK (3.1.1 and 5) that say "not this protocol version". */
export function refusesVersion(code: number): boolean {
  return code === 0x01 || code === 0x84;
}

/** Codes of a CONNACK (3.1.1 and 5) that trying again at once cannot mend: identity or rights. */
export function refusesClient(code: number): boolean {
  return [0x02, 0x04, 0x05, 0x85, 0x86, 0x87, 0x8a, 0x8c].includes(code);
}
