// Weighs the built app: node scripts/budget.mjs [--write]
// Fails if a gate is passed, or if a chunk has grown beyond what budget.json says. `--write` records the sizes of now,
// so that growth is seen in review. All sizes are bytes after gzip.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const web = join(import.meta.dirname, "..");
const dist = join(web, "dist");
const book = join(web, "budget.json");

/** @typedef {{ gates: Record<string, number>, firstScreen: string[], sizes: Record<string, number> }} Budget */
/** @type {Budget} */
const budget = JSON.parse(readFileSync(book, "utf8"));

/** Growth that is not worth a word: compressors and hashes move a few bytes. */
const slack = (/** @type {number} */ size) => Math.max(256, size * 0.02);
const weigh = (/** @type {string} */ file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
/** `assets/index-BnCmyGG7.js` is `index.js`: names without their hash. */
const plain = (/** @type {string} */ file) => file.replace(/^assets\//, "").replace(/-[\w-]{8}(\.\w+)$/, "$1");

const files = ["index.html", ...readdirSync(join(dist, "assets")).map((name) => `assets/${name}`)].filter((file) =>
  /\.(js|css|html)$/.test(file),
);
/** @type {Record<string, number>} */
const sizes = {};
for (const file of files.sort()) sizes[plain(file)] = (sizes[plain(file)] ?? 0) + weigh(file);

const worker = readFileSync(join(dist, "sw.js"), "utf8");
const firstFiles = /** @type {string[]} */ (JSON.parse(/const files = (.*);/.exec(worker)?.[1] ?? "[]"));
const sum = (/** @type {string[]} */ names) => names.reduce((total, name) => total + (sizes[name] ?? 0), 0);
const scripts = Object.keys(sizes).filter((name) => name.endsWith(".js"));
const first = [
  ...new Set([
    ...firstFiles.map((file) => plain(file.slice(1))).filter((name) => name.endsWith(".js")),
    ...budget.firstScreen,
  ]),
];
const languages = ["id", "en"].map((language) => [`${language}.js`, `${language}-later.js`]);
const offices = ["id-office.js", "en-office.js"];
const known = new Set([...first, "overlays.js", ...languages.flat(), ...offices]);

/** @type {[string, number][]} */
const measures = [
  ["first screen, JavaScript", sum(first)],
  ["styles, whole app", sum(Object.keys(sizes).filter((name) => name.endsWith(".css")))],
  ["one language", Math.max(...languages.map(sum))],
  ["its texts for the office", Math.max(...offices.map((name) => sizes[name] ?? 0))],
  ["any other chunk", Math.max(...scripts.filter((name) => !known.has(name)).map((name) => sizes[name] ?? 0))],
  ["overlays", sizes["overlays.js"] ?? 0],
  ["index.html", sizes["index.html"] ?? 0],
];

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(9);
/** @type {string[]} */
const faults = [];
for (const [name, size] of measures) {
  const gate = budget.gates[name] ?? 0;
  console.log(`${name.padEnd(26)} ${kilobytes(size)} of ${kilobytes(gate)}`);
  if (size > gate) faults.push(`${name}: ${size} bytes pass the gate of ${gate}`);
}
for (const [name, size] of Object.entries(sizes)) {
  const before = budget.sizes[name] ?? 0;
  if (size > before + slack(before)) faults.push(`${name}: ${size} bytes, ${before} in budget.json`);
}

if (process.argv.includes("--write")) writeFileSync(book, `${JSON.stringify({ ...budget, sizes }, null, 2)}\n`);
else if (faults.length > 0) {
  console.error(`\n${faults.join("\n")}\nIf the growth is wanted: npm run budget -w web -- --write`);
  process.exitCode = 1;
}
