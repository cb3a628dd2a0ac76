/** Making photographs smaller before they are uploaded: phones take 4 MB pictures, and people here pay by the megabyte. */

/** The longest side of an uploaded picture, in pixels, unless the original was asked for. */
const longestSide = 1600;

/** Scales a size down so that its longer side is at most `most`, keeping the proportion. Never scales up. */
export function fitWithin(width: number, height: number, most: number): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Types we can read and write again. A GIF would lose its movement; an SVG has no pixels. */
const scalable = new Set(["image/jpeg", "image/png", "image/webp"]);

/**
 * A copy of a picture with its longest side at most `most` pixels, or the file itself if it is small enough, is not a
 * picture we can scale, or would not become smaller. The copy carries no place or camera data.
 */
export async function shrinkPicture(file: File, most = longestSide): Promise<File> {
  if (!scalable.has(file.type)) return file;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return file;
  const size = fitWithin(picture.width, picture.height, most);
  const small = size.width === picture.width ? undefined : await redraw(picture, size, file.type);
  picture.close();
  if (!small || small.size >= file.size) return file;
  return new File([small], file.name, { type: small.type, lastModified: file.lastModified });
}

function redraw(
  picture: ImageBitmap,
  size: { width: number; height: number },
  type: string,
): Promise<Blob | undefined> {
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext("2d");
  if (!context) return Promise.resolve(undefined);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, size.width, size.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), type, 0.85));
}
