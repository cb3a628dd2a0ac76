import { useEffect } from "react";
import { createStore, useStore } from "./store";

/** Differences up to this many milliseconds are the network's, not the clock's. */
const tolerance = 30_000;
let ahead = 0;

/**
 * Learns from a `Date` header how far this device's clock is from the server's. Cheap phones are often minutes off,
 * and then every waiting time would be wrong.
 */
export function syncClock(date: string | null): void {
  const told = date ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(told)) return;
  const difference = told - Date.now();
  ahead = Math.abs(difference) > tolerance ? difference : 0;
}

/** The moment now by the server's clock, in milliseconds since 1970. */
export function now(): number {
  return Date.now() + ahead;
}

const ticks = createStore(now());
let tickers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  if (document.visibilityState === "visible") ticks.set(now());
}

function startTicking(): () => void {
  tickers += 1;
  if (tickers === 1) {
    ticks.set(now());
    timer = setInterval(tick, 1000);
    document.addEventListener("visibilitychange", tick);
  }
  return () => {
    tickers -= 1;
    if (tickers > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  };
}

/**
 * The moment now, for a component, which renders again at each whole step of `every` milliseconds (default one minute,
 * least one second). All components share one timer, which rests while the tab is hidden.
 */
export function useNow(every = 60_000): number {
  useEffect(startTicking, []);
  useStore(ticks, (at) => Math.floor(at / every));
  return now();
}
