import { type CSSProperties, type PointerEvent, useRef, useState, type WheelEvent } from "react";

interface View {
  zoom: number;
  x: number;
  y: number;
}

const whole: View = { zoom: 1, x: 0, y: 0 };
const most = 5;

/** Zooms a view by a factor, between 1 and 5. At 1 it is back in the middle. */
export function zoomView(view: View, factor: number): View {
  const zoom = Math.min(most, Math.max(1, view.zoom * factor));
  if (zoom === 1) return whole;
  const change = zoom / view.zoom;
  return { zoom, x: view.x * change, y: view.y * change };
}

/** Zooming and moving a picture by wheel, pinch, drag and double click. Spread `handlers` on its frame. */
export function useZoom() {
  const [view, setView] = useState(whole);
  const fingers = useRef(new Map<number, { x: number; y: number }>());

  const down = (event: PointerEvent<HTMLElement>) => {
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const up = (event: PointerEvent<HTMLElement>) => void fingers.current.delete(event.pointerId);
  const move = (event: PointerEvent<HTMLElement>) => {
    const old = fingers.current.get(event.pointerId);
    if (!old) return;
    const spread = spreadOf(fingers.current);
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const wider = spreadOf(fingers.current);
    if (spread > 0) return setView((now) => zoomView(now, wider / spread));
    const by = { x: event.clientX - old.x, y: event.clientY - old.y };
    setView((now) => (now.zoom === 1 ? now : { ...now, x: now.x + by.x, y: now.y + by.y }));
  };
  const handlers = {
    onPointerDown: down,
    onPointerMove: move,
    onPointerUp: up,
    onPointerCancel: up,
    onPointerLeave: up,
    onWheel: (event: WheelEvent) => setView((now) => zoomView(now, event.deltaY < 0 ? 1.2 : 1 / 1.2)),
    onDoubleClick: () => setView((now) => (now.zoom > 1 ? whole : zoomView(now, 2.5))),
  };
  const style: CSSProperties = { transform: `translate(${view.x}px, ${view.y}px) scale(${view.zoom})` };
  return { zoom: view.zoom, style, handlers, zoomBy: (factor: number) => setView((now) => zoomView(now, factor)) };
}

/** Distance of two fingers in pixels; 0 unless there are exactly two. */
function spreadOf(fingers: Map<number, { x: number; y: number }>): number {
  const [one, other, more] = [...fingers.values()];
  return one && other && !more ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
}
