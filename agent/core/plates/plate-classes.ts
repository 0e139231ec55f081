const PROVINCES = '京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新';
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const SPECIALS = '警学挂使领港澳应急';
/** What stands on no plate. */
const OTHER = '?';

/**
 * Text per class of the plate recogniser, '' for the CTC blank: models/training/plates/signs.py has the same
 * list, and an ONNX file in its metadata.
 */
export const PLATE_CLASSES: readonly string[] = [
  '',
  ...PROVINCES,
  ...'0123456789',
  ...LETTERS,
  ...SPECIALS,
  OTHER,
];
