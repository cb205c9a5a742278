import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const endOfHead = '\r\n\r\n';
const lastChunk = '0\r\n\r\n';
const errors = '{"errors"';

/** One keep-alive connection that asks one question after the other and reads every answer to its last byte. */
export class Connection {
  #waiting: { resolve(): void; reject(error: Error): void } | undefined;
  #head = '';
  /** Bytes of the body still to come; null while the head is read, -1 for a chunked body. */
  #left: number | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (piece) => this.#read(piece));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection.')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Resolves with the last byte. Errors: a status other than 200, an answer that begins with errors. */
  ask(question: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.socket.write(question);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.socket.destroy();
  }

  #read(piece: Buffer): void {
    if (this.#left === null) {
      this.#readHead(piece);
      return;
    }
    if (this.#left < 0) {
      if (endsWith(piece, lastChunk)) this.#finish();
      return;
    }
    this.#left -= piece.length;
    if (this.#left <= 0) this.#finish();
  }

  #readHead(piece: Buffer): void {
    const at = piece.indexOf(endOfHead);
    this.#head += piece.toString('latin1', 0, at < 0 ? piece.length : at);
    if (at < 0) return;
    const head = this.#head;
    this.#head = '';
    const body = piece.subarray(at + endOfHead.length);
    if (!head.startsWith('HTTP/1.1 200') || body.toString('latin1', 0, errors.length) === errors) {
      this.#fail(new Error(`${head.slice(0, 40)} ${body.toString('utf8', 0, 300)}`));
      return;
    }
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.#left = length === undefined ? -1 : Number(length) - body.length;
    const whole = length === undefined ? endsWith(body, lastChunk) : this.#left <= 0;
    if (whole) this.#finish();
  }

  #finish(): void {
    this.#left = null;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve();
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(error);
  }
}

function endsWith(piece: Buffer, end: string): boolean {
  return piece.length >= end.length && piece.toString('latin1', piece.length - end.length) === end;
}

/** The bytes of a POST with a JSON body. */
export function postBytes(path: string, json: string): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    'accept: application/json',
    `content-length: ${Buffer.byteLength(json)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}${endOfHead}${json}`);
}
