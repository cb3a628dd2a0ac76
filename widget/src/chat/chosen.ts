import { bareType, fileKind } from "../rules/files";
import type { Chosen } from "./state";

/** A file made ready to be shown and sent. Pictures are measured, so that their place is reserved from the start. */
export async function choose(file: Blob, name: string, duration_ms = 0): Promise<Chosen> {
  const { size } = file;
  const type = bareType(file.type);
  const kind = fileKind(type);
  const url = URL.createObjectURL(file);
  const picture = new Image();
  if (kind === "image") {
    picture.src = url;
    // It may be a kind of picture only the server can read.
    await picture.decode().catch(() => {});
  }
  const { naturalWidth: width, naturalHeight: height } = picture;
  return { file, id: "", kind, name, type, size, width, height, duration_ms, url, thumb_url: null };
}
