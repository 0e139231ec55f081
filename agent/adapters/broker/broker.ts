import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Aedes } from 'aedes';

export interface BrokerOptions {
  /** 127.0.0.1 by default: it asks nobody for a password unless `users` is given. */
  readonly host?: string;
  /** A free one by default. */
  readonly port?: number;
  /** Name -> password. */
  readonly users?: Readonly<Record<string, string>>;
}

export interface Broker extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
}

const BAD_USER_OR_PASSWORD = 4;

/**
 * An MQTT broker inside this process, for the demo and for trials: speaks 3.1.1 only and keeps sessions in
 * memory. Throws the error of the socket when the port is taken.
 */
export async function startBroker(options: BrokerOptions = {}): Promise<Broker> {
  const { host = '127.0.0.1', port = 0, users } = options;
  const aedes = await Aedes.createBroker();
  if (users !== undefined) {
    aedes.authenticate = (_client, name, password, done) => {
      if (name !== undefined && Object.hasOwn(users, name) && users[name] === password?.toString())
        done(null, true);
      else done(Object.assign(new Error('wrong'), { returnCode: BAD_USER_OR_PASSWORD }), null);
    };
  }
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    aedes.handle(socket);
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `mqtt://${host}:${bound}`,
    port: bound,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
