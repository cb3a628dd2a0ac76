// Says how heavy the built widget is and fails when a page would have to carry too much.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const wished = 15 * 1024;
const most = 20 * 1024;

const script = readFileSync(new URL("../dist/chat.js", import.meta.url));
const size = gzipSync(script, { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(2)} KB`;

console.log(
  `chat.js: ${kilobytes(script.length)}, gzip ${kilobytes(size)} (wished ${kilobytes(wished)}, most ${kilobytes(most)})`,
);
if (size > most) {
  console.error("The widget is too heavy.");
  process.exit(1);
}
