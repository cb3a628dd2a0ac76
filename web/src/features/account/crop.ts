/** Rules for choosing the square of a picture. Pure; lengths are CSS pixels of the window one looks through. */

export interface Size {
  width: number;
  height: number;
}

/** How the picture lies under the window: 1 fills it exactly; x and y move the picture's middle. */
export interface Placing {
  zoom: number;
  x: number;
  y: number;
}

/** The picture in the middle, as large as the window asks for. */
export const centred: Placing = { zoom: 1, x: 0, y: 0 };

export const mostZoom = 4;

/** Pixels on the screen for one pixel of the picture. */
export function scaleOf(picture: Size, view: number, zoom: number): number {
  return (view / Math.min(picture.width, picture.height)) * zoom;
}

/** The nearest placing at which the picture fills the whole window. */
export function settle(placing: Placing, picture: Size, view: number): Placing {
  const zoom = within(placing.zoom, 1, mostZoom);
  const scale = scaleOf(picture, view, zoom);
  const room = (length: number) => Math.max(0, (length * scale - view) / 2);
  const [wide, high] = [room(picture.width), room(picture.height)];
  return { zoom, x: within(placing.x, -wide, wide), y: within(placing.y, -high, high) };
}

/** Zooms around the middle of the window: what stands there stays there. */
export function zoomTo(placing: Placing, zoom: number, picture: Size, view: number): Placing {
  const next = within(zoom, 1, mostZoom);
  const ratio = next / placing.zoom;
  return settle({ zoom: next, x: placing.x * ratio, y: placing.y * ratio }, picture, view);
}

/** The square of the picture that shows in the window, in the picture's own pixels. */
export function squareOf(placing: Placing, picture: Size, view: number): { left: number; top: number; side: number } {
  const scale = scaleOf(picture, view, placing.zoom);
  const side = view / scale;
  return {
    left: within(picture.width / 2 - placing.x / scale - side / 2, 0, picture.width - side),
    top: within(picture.height / 2 - placing.y / scale - side / 2, 0, picture.height - side),
    side,
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
