import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const picture = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>')}`;

/** Somebody's shop, on an origin of its own, with the widget's script tag in it. */
export class HostPage {
  readonly #server: Server;
  /** Content-Security-Policy of the page; empty for none. */
  policy = "";
  /** Attributes of the script tag beside src. */
  attributes = "";
  /** HTML before the script tag. */
  before = "";
  language = "id";

  constructor(script: () => string) {
    this.#server = createServer((request, response) => {
      if (request.url?.endsWith(".ico")) return void response.writeHead(404).end();
      response.writeHead(200, {
        // No character set, as on many pages.
        "Content-Type": "text/html",
        ...(this.policy && { "Content-Security-Policy": this.policy }),
      });
      response.end(`<!doctype html><html lang="${this.language}"><head><title>Toko Melati</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><link rel="icon" href="${picture}">
</head><body><main><h1>Toko Melati</h1><p><a href="/lain">Katalog</a> <button id="help">Bantuan</button></p>
${"<p>Kemeja batik tulis, dikirim dari Solo ke seluruh Indonesia.</p>".repeat(40)}</main>
${this.before}<script async src="${script()}" ${this.attributes}></script></body></html>`);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}
