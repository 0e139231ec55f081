import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export function hasMosquitto(): boolean {
  return ['/usr/sbin/mosquitto', '/usr/bin/mosquitto', '/usr/local/sbin/mosquitto'].some(
    existsSync,
  );
}

export interface MosquittoOptions {
  /** Name -> password; anyone may come in where absent. */
  readonly users?: Readonly<Record<string, string>>;
  /** Lines of an ACL file. */
  readonly acl?: readonly string[];
  readonly persistence?: boolean;
  readonly tls?: Certificates;
  /** Further lines of mosquitto.conf. */
  readonly config?: readonly string[];
}

export interface Mosquitto extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** A real mosquitto on a free port, in a directory of its own; not started yet. */
export async function mosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const directory = mkdtempSync(join(tmpdir(), 'sw-mosquitto-'));
  const port = await freePort();
  const config = writeConfig(directory, port, options);
  let child: ChildProcess | undefined;
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url: `${options.tls === undefined ? 'mqtt' : 'mqtts'}://127.0.0.1:${port}`,
    port,
    start: async () => {
      child = spawn('mosquitto', ['-c', config], {
        stdio: 'ignore',
        env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/usr/local/sbin` },
      });
      await answers(port);
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function writeConfig(directory: string, port: number, options: MosquittoOptions): string {
  const { users, acl, persistence = false, tls, config = [] } = options;
  const lines = [
    `listener ${port} 127.0.0.1`,
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    `allow_anonymous ${users === undefined}`,
    `persistence ${persistence}`,
    `persistence_location ${directory}/`,
    ...(tls === undefined ? [] : [`certfile ${tls.cert}`, `keyfile ${tls.key}`]),
    ...config,
  ];
  if (users !== undefined) {
    const file = join(directory, 'users');
    writeFileSync(file, '');
    for (const [name, password] of Object.entries(users))
      execFileSync('mosquitto_passwd', ['-b', file, name, password], { stdio: 'ignore' });
    lines.push(`password_file ${file}`);
  }
  if (acl !== undefined) {
    writeFileSync(join(directory, 'acl'), `${acl.join('\n')}\n`);
    lines.push(`acl_file ${join(directory, 'acl')}`);
  }
  const path = join(directory, 'mosquitto.conf');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

export interface Certificates {
  readonly cert: string;
  readonly key: string;
}

/** A self-signed certificate for 127.0.0.1; it is its own authority. */
export function selfSigned(directory: string): Certificates {
  const cert = join(directory, 'cert.pem');
  const key = join(directory, 'key.pem');
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...made, '-days', '2', ...subject, '-keyout', key, '-out', cert],
    { stdio: 'ignore' },
  );
  return { cert, key };
}

/** Free at the moment of asking. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await sleep(25); // a poll: mosquitto does not say when it listens
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`mosquitto does not answer on port ${port}`);
}
