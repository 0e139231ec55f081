/** Execution providers by their names in the configuration. */
export const PROVIDER_NAMES = [
  'cpu',
  'cuda',
  'tensorrt',
  'openvino',
  'directml',
  'coreml',
  'webgpu',
] as const;

export type ProviderName = (typeof PROVIDER_NAMES)[number];
