import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const compressible = /\.(js|css|html|svg|webmanifest)$/;

/** Below this many bytes a compressed copy saves nothing: the answer fits one network packet either way. */
const leastBytes = 512;

/** Writes `file.br` and `file.gz` beside a text file. Files of other types and very small ones are left alone. */
export function compress(file: string): void {
  if (!compressible.test(file)) return;
  const bytes = readFileSync(file);
  if (bytes.length < leastBytes) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
