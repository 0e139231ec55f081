/**
 * Characters that no plate bears and that a recogniser of all Chinese writing takes its signs for: alike by
 * drawing (one component more or less), or small letters and signs of the same shape.
 */
export const LOOKALIKES: Readonly<Record<string, string>> = {
  0: 'Oo○〇',
  1: 'Il|丨',
  冀: '翼',
};
