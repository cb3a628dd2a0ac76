import { ApiError } from "../../lib/api-error";

/** Pixels of each side of a member's picture. */
const side = 512;

/** A square of a picture as a file of its own. */
export async function cutOut(
  image: HTMLImageElement,
  square: { left: number; top: number; side: number },
): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (context) {
    // What is clear in a PNG would become black in a JPEG.
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, side, side);
    context.imageSmoothingQuality = "high";
    context.drawImage(image, square.left, square.top, square.side, square.side, 0, 0, side, side);
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  if (!blob) throw new ApiError(0, "file_broken");
  return blob;
}
