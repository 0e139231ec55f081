import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

/** AlgorithmIdentifier of EC keys on the curve of SM2 (GB/T 35276): Node has no name for such a key. */
const SM2_ALGORITHM = Buffer.from('301306072a8648ce3d020106082a811ccf5501822d', 'hex');
const POINT_BYTES = 65;
const SCALAR_BYTES = 32;
/** In ECPrivateKey (RFC 5915): version 1, then an octet string of 32 bytes. */
const SCALAR_HEAD = Buffer.from('0201010420', 'hex');

/** Whether a private or public key is one of SM2. */
export function isSm2(key: KeyObject): boolean {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return spkiOf(half).includes(SM2_ALGORITHM);
}

export function createSm2Key(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'SM2' }).privateKey;
}

/**
 * Signs with SM2 over SM3, under the user id that everybody takes ("1234567812345678", GM/T 0009, 10):
 * DER of r and s, as `openssl pkeyutl` takes it. Node's own signing has an empty user id and fits nowhere else.
 */
export function signSm2(key: KeyObject, bytes: Uint8Array): Uint8Array {
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const at = der.indexOf(SCALAR_HEAD) + SCALAR_HEAD.length;
  const secret = der.subarray(at, at + SCALAR_BYTES).toString('hex');
  const options = { der: true, hash: true, publicKey: pointOf(createPublicKey(key)) };
  return Buffer.from(sm2.doSignature(bytes, secret, options), 'hex');
}

/** Whether the signature (DER, in its one spelling) is of these bytes under this public key. */
export function holdsSm2(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (!isPairOfIntegers(signature)) return false;
  try {
    const sig = Buffer.from(signature).toString('hex');
    return sm2.doVerifySignature(bytes, sig, pointOf(key), { der: true, hash: true });
  } catch {
    return false; // numbers that are out of range for the curve
  }
}

/** SEQUENCE of two INTEGERs of at most 33 bytes, spelled as DER wants it and with nothing behind. */
function isPairOfIntegers(der: Uint8Array): boolean {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return false;
  const first = der[3] ?? 0;
  const second = der[5 + first] ?? 0;
  return (
    6 + first + second === der.length &&
    isInteger(der, 2, first) &&
    isInteger(der, 4 + first, second)
  );
}

/** A positive integer, with a leading zero only where its first bit would make it negative. */
function isInteger(der: Uint8Array, at: number, length: number): boolean {
  const [first = 0x80, second = 0] = der.subarray(at + 2, at + 2 + length);
  const isShortest = first !== 0 || second >= 0x80;
  return der[at] === 0x02 && length >= 1 && length <= 33 && first < 0x80 && isShortest;
}

/** The point, uncompressed, hex. */
function pointOf(key: KeyObject): string {
  return spkiOf(key).subarray(-POINT_BYTES).toString('hex');
}

function spkiOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}
