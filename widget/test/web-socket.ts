import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const text = 1;
const close = 8;

/** The server's end of a WebSocket, as much of RFC 6455 as a browser with short messages needs. */
export class ServerSocket {
  readonly #stream: Duplex;
  #rest: Buffer = Buffer.alloc(0);
  onText: (text: string) => void = () => {};
  onClose: () => void = () => {};

  constructor(request: IncomingMessage, stream: Duplex) {
    this.#stream = stream;
    const accept = createHash("sha1")
      .update(request.headers["sec-websocket-key"] + guid)
      .digest("base64");
    stream.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    stream.on("data", (data: Buffer) => this.#read(data));
    stream.on("close", () => this.onClose());
    stream.on("error", () => stream.destroy());
  }

  send(value: unknown): void {
    this.#write(text, Buffer.from(JSON.stringify(value)));
  }

  /** Says good-bye with a code; 0 cuts the line without a word. */
  close(code: number): void {
    if (!code) {
      this.#stream.destroy();
      return;
    }
    const body = Buffer.alloc(2);
    body.writeUInt16BE(code);
    this.#write(close, body);
    this.#stream.end();
  }

  #write(opcode: number, body: Buffer): void {
    if (this.#stream.destroyed) return;
    const long = body.length > 125;
    const head = Buffer.alloc(long ? 4 : 2);
    head[0] = 0x80 | opcode;
    head[1] = long ? 126 : body.length;
    if (long) head.writeUInt16BE(body.length, 2);
    this.#stream.write(Buffer.concat([head, body]));
  }

  #read(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (let frame = takeFrame(this.#rest); frame; frame = takeFrame(this.#rest)) {
      this.#rest = this.#rest.subarray(frame.length);
      if (frame.opcode === text) this.onText(frame.body.toString());
      if (frame.opcode === close) this.#stream.end();
    }
  }
}

/** The first whole frame in the bytes, if there is one. */
function takeFrame(bytes: Buffer): { opcode: number; body: Buffer; length: number } | undefined {
  if (bytes.length < 6) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = start + 4 + size;
  if (bytes.length < length) return undefined;
  const mask = bytes.subarray(start, start + 4);
  const body = Buffer.from(bytes.subarray(start + 4, length).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
  return { opcode: (bytes[0] ?? 0) & 0x0f, body, length };
}
