// Completes package-lock.json so that `npm ci` accepts it everywhere.
//
// npm leaves optional packages for other platforms out of the lock file when the registry it asked has no
// binaries for them; `npm ci` then stops with "Missing … from lock file". This adds the missing entries, marked
// optional, with the platform read from the package's name. Run after every `npm install`; running it twice
// changes nothing (checked by `make check`).
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const before = readFileSync(path, "utf8");
const lock = JSON.parse(before);

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const chips = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const pick = (name, words) => name.split(/[-/@]/).filter((word) => words.includes(word));

for (const [where, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${where}/node_modules/${name}`;
    const hoisted = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[hoisted]?.version === version) continue;
    const target = lock.packages[hoisted] ? nested : hoisted;
    const os = pick(name, systems);
    const cpu = pick(name, chips);
    lock.packages[target] = {
      version: version.replace(/^[\^~]/, ""),
      optional: true,
      ...(entry.dev ? { dev: true } : {}),
      ...(cpu.length ? { cpu } : {}),
      ...(os.length ? { os } : {}),
    };
  }
}

const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
const after = `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`;
if (process.argv.includes("--check")) {
  if (after !== before) throw new Error("package-lock.json is incomplete: run `node tools/complete-lock.mjs`");
} else {
  writeFileSync(path, after);
}
