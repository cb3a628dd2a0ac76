import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Attachment, Config, FieldProblem, Kind, Place } from "../src/contract.ts";
import { Visitor } from "./visitor.ts";
import { ServerSocket } from "./web-socket.ts";

const script = new URL("../dist/chat.js", import.meta.url);

export const testConfig: Config = {
  key: "wk_test",
  name: "Toko Melati",
  color: "#0b6b62",
  position: "right",
  language: "id",
  greeting: { id: "Halo! Ada yang bisa kami bantu?", en: "Hello! How can we help?" },
  pre_chat: { enabled: false, name: "off", email: "off", phone: "off" },
  limits: {
    text: 10_000,
    file_bytes: 1024 * 1024,
    files: 3,
    file_types: ["image/png", "image/jpeg", "audio/webm", "audio/wav", "video/webm", "application/pdf", "text/plain"],
  },
  reactions: ["👍", "❤️", "😂", "😮", "😢", "🙏"],
};

/** What goes wrong with the next requests that fit: an answer with this status, or no answer before or after the work. */
export interface Fault {
  method?: string;
  path: RegExp;
  times: number;
  how: "no answer" | "answer lost" | number;
  code?: string;
  retryAfter?: number;
}

interface Sent {
  client_id: string;
  text?: string;
  attachments?: string[];
  location?: Place;
  reply_to?: number;
  profile?: Record<string, string>;
}

/** Status, body and type; JSON when there is none. */
type Answer = [status: number, body: string, type?: string];

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldProblem[];

  constructor(status: number, code: string, errors: FieldProblem[] = []) {
    super(code);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** A server that keeps to the widget's contract, and breaks off when it is told to. */
export class FakeServer {
  config: Config = structuredClone(testConfig);
  readonly faults: Fault[] = [];
  /** Method and path of every request but the preflights. */
  readonly log: string[] = [];
  readonly visitors = new Map<string, Visitor>();
  readonly #files = new Map<string, { attachment: Attachment; bytes: Buffer }>();
  readonly #server: Server;
  readonly #streams = new Set<Duplex>();
  allowedOrigin: string | undefined;
  sockets = true;
  /** Bytes per millisecond that uploads are read with; 0 for no limit. */
  uploadPace = 0;

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on("upgrade", (request, stream) => this.#upgrade(request, stream));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async stop(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The only visitor there is. */
  get visitor(): Visitor {
    const [visitor, ...others] = this.visitors.values();
    if (!visitor || others.length) throw new Error(`there are ${this.visitors.size} visitors`);
    return visitor;
  }

  /** Makes a visitor who has been here before. */
  remember(token: string): Visitor {
    const visitor = this.visitors.get(token) ?? new Visitor();
    this.visitors.set(token, visitor);
    return visitor;
  }

  /** An attachment of an agent's. */
  file(name: string, type: string, bytes: Buffer, part: Partial<Attachment> = {}): Attachment {
    const id = `f${this.#files.size + 1}`;
    const kind = type.split("/")[0] ?? "";
    const attachment: Attachment = {
      id,
      name,
      type,
      kind: kind === "image" || kind === "audio" || kind === "video" ? kind : "file",
      size: bytes.length,
      width: 0,
      height: 0,
      duration_ms: 0,
      url: `/widget/files/${id}`,
      thumb_url: null,
      ...part,
    };
    this.#files.set(id, { attachment, bytes });
    return attachment;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.origin);
    const method = request.method ?? "GET";
    if (method === "OPTIONS") return this.#end(response, 204, "");
    this.log.push(`${method} ${url.pathname}`);
    const body = await this.#body(request);
    // The visitor has cancelled.
    if (!body) return;
    if (this.#files.has(fileId(url))) return this.#sendFile(request, response, fileId(url));
    const fault = this.#fault(method, url.pathname);
    if (fault?.how === "no answer") return void request.socket.destroy();
    if (typeof fault?.how === "number") {
      const wait = fault.retryAfter ? { "Retry-After": String(fault.retryAfter) } : {};
      return this.#end(response, fault.how, fault.code ? JSON.stringify({ code: fault.code }) : "", wait);
    }
    const [status, answer, type] = this.#tryAnswer(method, url, request, body);
    if (fault?.how === "answer lost") return void request.socket.destroy();
    this.#end(response, status, answer, type ? { "Content-Type": type } : {});
  }

  #tryAnswer(method: string, url: URL, request: IncomingMessage, body: Buffer): Answer {
    try {
      return this.#answer(method, url, request, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, errors } = error;
      return [status, JSON.stringify({ status, code, errors }), "application/problem+json"];
    }
  }

  async #body(request: IncomingMessage): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) {
        parts.push(part);
        if (this.uploadPace) await new Promise((resolve) => setTimeout(resolve, part.length / this.uploadPace));
      }
    } catch {
      return undefined;
    }
    return Buffer.concat(parts);
  }

  /** With ranges, without which a browser cannot seek in a sound. */
  #sendFile(request: IncomingMessage, response: ServerResponse, id: string): void {
    const { bytes, attachment } = this.#files.get(id) as { bytes: Buffer; attachment: Attachment };
    const [, from = "0", to = ""] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    const part = bytes.subarray(Number(from), to ? Number(to) + 1 : bytes.length);
    this.#end(response, request.headers.range ? 206 : 200, part, {
      "Content-Type": attachment.type,
      "Content-Length": String(part.length),
      "Accept-Ranges": "bytes",
      ...(request.headers.range && {
        "Content-Range": `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`,
      }),
    });
  }

  #fault(method: string, path: string): Fault | undefined {
    const fault = this.faults.find((one) => one.times > 0 && (one.method ?? method) === method && one.path.test(path));
    if (fault) fault.times--;
    return fault;
  }

  #end(response: ServerResponse, status: number, body: string | Buffer, headers: Record<string, string> = {}): void {
    response.writeHead(status, {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "Authorization, Content-Type",
      "Access-Control-Expose-Headers": "Retry-After",
      "Content-Type": "application/json",
      ...headers,
    });
    response.end(body);
  }

  #answer(method: string, url: URL, request: IncomingMessage, body: Buffer): Answer {
    if (url.pathname === `/widget/${this.config.key}.js`)
      return [200, this.#script(this.config), "text/javascript; charset=utf-8"];
    if (url.pathname === "/widget/preview.js") return [200, this.#script(null), "text/javascript; charset=utf-8"];
    const path = url.pathname.replace(`/widget/v1/${this.config.key}`, "");
    if (path === url.pathname) throw new Refusal(404, "not_found");
    if (this.allowedOrigin && request.headers.origin !== this.allowedOrigin)
      throw new Refusal(403, "origin_not_allowed");
    if (path === "/config") return [200, JSON.stringify(this.config)];
    const token = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? "")?.[1];
    if (!token) throw new Refusal(401, "unauthenticated");
    return this.#api(`${method} ${path}`, url.searchParams, token, request, body);
  }

  #script(config: Config | null): string {
    const parts = readFileSync(script, "utf8").split('"__SAPA_CONFIG__"');
    if (parts.length !== 2) throw new Error("the placeholder is not exactly once in the script");
    return parts.join(JSON.stringify(config));
  }

  #api(call: string, query: URLSearchParams, token: string, request: IncomingMessage, body: Buffer): Answer {
    const visitor = this.visitors.get(token) ?? new Visitor();
    const data = () => JSON.parse(body.toString());
    if (call === "GET /messages") {
      const page = visitor.page(Number(query.get("before") ?? Number.POSITIVE_INFINITY), Number(query.get("limit")));
      return [200, JSON.stringify(page)];
    }
    if (call === "GET /updates") return [200, JSON.stringify(visitor.updates(query.get("cursor") ?? ""))];
    if (call === "POST /messages") return this.#message(token, visitor, data());
    if (call === "POST /uploads")
      return this.#upload(query.get("name") ?? "", request.headers["content-type"] ?? "", body);
    const reaction = /^POST \/messages\/(\d+)\/reaction$/.exec(call);
    if (reaction) visitor.react(Number(reaction[1]), "me", data().emoji);
    else if (call === "POST /read") visitor.read = Math.max(visitor.read, data().n);
    else if (call === "POST /received") visitor.received = Math.max(visitor.received, data().n);
    else if (call === "POST /typing") visitor.typed++;
    else throw new Refusal(404, "not_found");
    return [204, ""];
  }

  #message(token: string, visitor: Visitor, sent: Sent): Answer {
    const known = visitor.messages.find((message) => message.client_id === sent.client_id);
    if (known) return [200, JSON.stringify({ message: known })];
    const problems = this.#problems(visitor, sent);
    if (problems.length) throw new Refusal(422, "invalid", problems);
    this.visitors.set(token, visitor);
    visitor.profile ??= sent.profile ?? null;
    const attachments = (sent.attachments ?? []).map((id) => this.#files.get(id)?.attachment as Attachment);
    const quoted = visitor.messages.find(({ n }) => n === sent.reply_to);
    const message = visitor.add({
      client_id: sent.client_id,
      from: "me",
      author: null,
      kind: (attachments[0]?.kind ?? (sent.location ? "location" : "text")) as Kind,
      text: sent.text ?? "",
      attachments,
      location: sent.location ?? null,
      reply_to: quoted ? { n: quoted.n, from: quoted.from, text: quoted.text.slice(0, 140) } : null,
    });
    return [201, JSON.stringify({ message })];
  }

  #problems(visitor: Visitor, sent: Sent): FieldProblem[] {
    const problems: FieldProblem[] = [];
    const form = this.config.pre_chat;
    const add = (field: string, code: string) => problems.push({ field, code });
    if ([...(sent.text ?? "")].length > this.config.limits.text) add("text", "too_long");
    if (!sent.text && !sent.attachments?.length && !sent.location) add("text", "required");
    if (sent.attachments?.some((id) => !this.#files.has(id))) add("attachments", "not_found");
    if (visitor.messages.length) return problems;
    for (const name of ["name", "email", "phone"] as const) {
      if (form.enabled && form[name] === "required" && !sent.profile?.[name]) add(`profile.${name}`, "required");
    }
    // Stricter than a browser, as a real server is.
    if (sent.profile?.email?.endsWith(".invalid")) add("profile.email", "invalid_email");
    return problems;
  }

  #upload(name: string, type: string, bytes: Buffer): Answer {
    if (bytes.length > this.config.limits.file_bytes) throw new Refusal(413, "too_large");
    // The content decides, whatever the browser calls it.
    if (bytes.subarray(0, 2).toString() === "MZ") throw new Refusal(415, "unsupported_type");
    const { url: _url, thumb_url: _thumb, duration_ms: _duration, ...upload } = this.file(name, type, bytes);
    return [201, JSON.stringify(upload)];
  }

  /** Forgets all uploads, as the server does with old ones. */
  forgetUploads(): void {
    this.#files.clear();
  }

  #upgrade(request: IncomingMessage, stream: Duplex): void {
    this.log.push(`SOCKET ${request.url}`);
    if (!this.sockets) return void stream.destroy();
    this.#streams.add(stream);
    const socket = new ServerSocket(request, stream);
    socket.onText = (text) => this.#greet(socket, JSON.parse(text));
  }

  #greet(socket: ServerSocket, hello: { type: string; token: string; cursor: string }): void {
    const visitor = this.visitors.get(hello.token) ?? new Visitor();
    // A visitor who has said nothing is nobody yet; whoever speaks is found by the token.
    const known = () => this.visitors.get(hello.token) ?? visitor;
    if (!this.visitors.has(hello.token)) this.visitors.set(hello.token, visitor);
    for (const message of visitor.since(hello.cursor)) socket.send({ type: "message", message, cursor: hello.cursor });
    visitor.sockets.add(socket);
    socket.onClose = () => visitor.sockets.delete(socket);
    socket.onText = (text) => hear(known(), JSON.parse(text));
    socket.send({ type: "ready", cursor: visitor.cursor(), agent_read: visitor.agentRead, read: visitor.read });
  }
}

function fileId({ pathname }: URL): string {
  return pathname.replace("/widget/files/", "");
}

function hear(visitor: Visitor, frame: { type: string; n: number }): void {
  if (frame.type === "read") visitor.read = Math.max(visitor.read, frame.n);
  if (frame.type === "received") visitor.received = Math.max(visitor.received, frame.n);
  if (frame.type === "typing") visitor.typed++;
}
