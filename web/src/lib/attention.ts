import { useEffect } from "react";
import { createStore } from "./store";

/** What the tab says while nobody looks at it. */
const state = createStore({ title: "Sapa", count: 0 });

/** Sets the page's name: `Kotak masuk` becomes the title `Kotak masuk · Sapa`. */
export function setPageTitle(name: string): void {
  state.set((now) => ({ ...now, title: name ? `${name} · Sapa` : "Sapa" }));
  show();
}

/** Names the browser's tab while a screen is shown. */
export function usePageTitle(name: string): void {
  useEffect(() => setPageTitle(name), [name]);
}

/** Sets how much waits to be read: a number before the title, a dot on the icon, a badge on the installed app. */
export function setAttention(count: number): void {
  state.set((now) => (now.count === count ? now : { ...now, count }));
  show();
}

/** The title for a count: `(3) Kotak masuk · Sapa`. Above 99 it says 99+. */
export function titleFor(title: string, count: number): string {
  if (count <= 0) return title;
  return `(${count > 99 ? "99+" : count}) ${title}`;
}

function show(): void {
  const { title, count } = state.get();
  document.title = titleFor(title, count);
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const address = count > 0 ? "/favicon-dot.svg" : "/favicon.svg";
  if (icon && icon.getAttribute("href") !== address) icon.setAttribute("href", address);
  if ("setAppBadge" in navigator) void navigator.setAppBadge(count).catch(() => undefined);
}
