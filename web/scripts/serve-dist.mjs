// Serves the built app the way the binary does, for tests: node scripts/serve-dist.mjs [port]
// Strict content security policy from csp.json, compressed copies, the page for every unknown address, no API.
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const folder = join(import.meta.dirname, "../dist");
const hashes = JSON.parse(readFileSync(join(folder, "csp.json"), "utf8"));
const policy = [
  "default-src 'none'",
  `script-src 'self' ${hashes.script.join(" ")}`,
  `style-src 'self' ${hashes.style.join(" ")}`,
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** @type {Record<string, string>} */
const kinds = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
  if (path.startsWith("/api/")) return void response.writeHead(404).end();
  const file = existsSync(join(folder, path)) && extname(path) ? path : "/index.html";
  response.setHeader("Content-Type", kinds[extname(file)] ?? "application/octet-stream");
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cache-Control", file.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  const small = existsSync(join(folder, `${file}.gz`));
  if (small) response.setHeader("Content-Encoding", "gzip");
  createReadStream(join(folder, small ? `${file}.gz` : file)).pipe(response);
});

server.listen(Number(process.argv[2] ?? 5178), "127.0.0.1");
