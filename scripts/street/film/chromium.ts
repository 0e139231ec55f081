import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/**
 * The browser's program: `wanted`, else $CHROMIUM, else the first known name on the path; undefined where
 * there is none.
 */
export function findChromium(wanted = process.env['CHROMIUM']): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = (name: string) =>
    isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name));
  return (wanted ? [wanted] : NAMES).flatMap(places).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts Chromium with software GL; it ends with this process. Throws where there is none. */
export async function startChromium(executable?: string): Promise<Browser> {
  const executablePath = findChromium(executable);
  if (!executablePath) {
    const wanted = executable ?? process.env['CHROMIUM'] ?? NAMES.join(', ');
    throw new Error(
      `expected Chromium, found none (looked for ${wanted}): install the Debian package 'chromium' or set $CHROMIUM to a browser's file`,
    );
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
