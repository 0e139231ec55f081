import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a plain reader of RTSP over TCP sees of a camera: every report, and every picture by its RTP time. */
export interface ReportReader extends Disposable {
  /** UTC of each picture by the newest report then, microseconds; those before the first report are left out. */
  readonly picturesUs: readonly number[];
  readonly reports: number;
}

const NTP_EPOCH_US = 2_208_988_800_000_000;
const RTCP_SENDER_REPORT = 200;
const CLOCK_RATE = 90_000;

/** Plays the first stream of an RTSP address without login, interleaved on one TCP connection. */
export async function readReports(url: string): Promise<ReportReader> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port || 554), hostname);
  await once(socket, 'connect');
  const described = await ask(
    socket,
    `DESCRIBE ${url} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp`,
  );
  const control = /m=video[\s\S]*?a=control:(\S+)/.exec(described)?.[1] ?? '';
  const track = control.startsWith('rtsp:') ? control : `${url}/${control}`;
  const transport = 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1';
  const setUp = await ask(socket, `SETUP ${track} RTSP/1.0\r\nCSeq: 2\r\n${transport}`);
  const session = /Session: *([^;\r\n]+)/.exec(setUp)?.[1] ?? '';
  const seen = new Seen();
  const play = `PLAY ${url} RTSP/1.0\r\nCSeq: 3\r\nSession: ${session}\r\nRange: npt=0.000-`;
  socket.write(`${play}\r\n\r\n`);
  socket.on('data', (chunk) => seen.push(chunk));
  return {
    get picturesUs() {
      return seen.picturesUs;
    },
    get reports() {
      return seen.reports;
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}

async function ask(socket: Socket, request: string): Promise<string> {
  socket.write(`${request}\r\n\r\n`);
  let answer = '';
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    answer += chunk.toString('latin1');
    const [head, body = ''] = answer.split('\r\n\r\n');
    const length = Number(/Content-Length: *(\d+)/i.exec(head ?? '')?.[1] ?? 0);
    if (answer.includes('\r\n\r\n') && body.length >= length) return answer;
  }
}

class Seen {
  readonly picturesUs: number[] = [];
  reports = 0;
  #rest = Buffer.alloc(0);
  #report: { readonly us: number; readonly rtp: number } | undefined;
  #newestRtp: number | undefined;

  push(chunk: Buffer): void {
    let rest = Buffer.concat([this.#rest, chunk]);
    while (rest.length >= 4) {
      if (rest[0] !== 0x24) {
        const end = rest.indexOf('\r\n\r\n'); // an answer to a request
        if (end < 0) break;
        rest = rest.subarray(end + 4);
        continue;
      }
      const size = 4 + rest.readUInt16BE(2);
      if (rest.length < size) break;
      this.#packet(rest[1] ?? 0, rest.subarray(4, size));
      rest = rest.subarray(size);
    }
    this.#rest = rest;
  }

  #packet(channel: number, packet: Buffer): void {
    if (channel === 1 && packet[1] === RTCP_SENDER_REPORT) {
      const us = packet.readUInt32BE(8) * 1e6 + (packet.readUInt32BE(12) / 2 ** 32) * 1e6;
      this.#report = { us: us - NTP_EPOCH_US, rtp: packet.readUInt32BE(16) };
      this.reports += 1;
    }
    if (channel !== 0) return;
    const rtp = packet.readUInt32BE(4);
    if (rtp === this.#newestRtp || this.#report === undefined) return;
    this.#newestRtp = rtp;
    const ticks = (rtp - this.#report.rtp) | 0;
    this.picturesUs.push(this.#report.us + (ticks * 1e6) / CLOCK_RATE);
  }
}
