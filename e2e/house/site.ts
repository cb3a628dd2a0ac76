import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Somebody's own site, on an origin of its own, with the script tag of a web chat on each page. */
export class Site {
  readonly #server: Server;
  /** Content-Security-Policy of its pages; empty for none. */
  policy = "";
  /** The whole script tag. */
  tag = "";
  /** What stands on its pages. */
  body = "<h1>Toko Melati</h1><p>Kemeja batik tulis, dikirim dari Solo ke seluruh Indonesia.</p>";

  constructor() {
    this.#server = createServer((request, response) => {
      if (request.url === "/favicon.ico") return void response.writeHead(404).end();
      response.writeHead(200, {
        "Content-Type": "text/html; charset=utf-8",
        ...(this.policy && { "Content-Security-Policy": this.policy }),
      });
      response.end(`<!doctype html><html lang="id"><head><title>Toko Melati</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>${this.body}${this.tag}</body></html>`);
    });
  }

  /** Such as http://127.0.0.1:41234. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
