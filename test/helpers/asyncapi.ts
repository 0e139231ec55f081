import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';

const document: unknown = parse(readFileSync('config/asyncapi.yaml', 'utf8'));

/** A check of one schema of config/asyncapi.yaml; the problems in words, none where it holds. */
export function asyncApiSchema(name: string): (value: unknown) => string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document as object, 'asyncapi');
  const check = ajv.getSchema(`asyncapi#/components/schemas/${name}`) as
    | ValidateFunction
    | undefined;
  if (check === undefined) throw new Error(`config/asyncapi.yaml has no schema ${name}`);
  return (value) => {
    check(value);
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

export function asyncApi(): Record<
  string,
  Record<string, Record<string, Record<string, unknown>>>
> {
  return structuredClone(document) as never;
}
