import type { Config, FileKind, Language } from "../contract";

/** Why a file is not taken, or an empty string. */
export type Refusal = "" | "too_large" | "unsupported_type";

/** What may be told of a file before it is uploaded. The server looks at the content and decides. */
export function refusal(file: { size: number; type: string }, limits: Config["limits"]): Refusal {
  if (file.size > limits.file_bytes) return "too_large";
  return limits.file_types.includes(bareType(file.type)) ? "" : "unsupported_type";
}

/** The media type without its parameters. */
export function bareType(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

export function fileKind(type: string): FileKind {
  const family = type.split("/")[0];
  return family === "image" || family === "audio" || family === "video" ? family : "file";
}

/** A size in the reader's notation: 1258291 is 1,2 MB in Indonesian. */
export function sizeName(bytes: number, language: Language): string {
  const large = bytes >= 1024 ** 2;
  const size = Math.max(0.1, bytes / (large ? 1024 ** 2 : 1024));
  return `${size.toLocaleString(language, { maximumFractionDigits: size < 10 ? 1 : 0 })} ${large ? "MB" : "KB"}`;
}
