const paths = {
  chat: "M4 5h16v12h-9l-5 4v-4H4zM8 11h.01M12 11h.01M16 11h.01",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 4l17 8-17 8 3-8z",
  add: "M12 5v14M5 12h14",
  file: "M14 3H6v18h12V7zM14 3v4h4",
  location: "M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11zM12 10h.01",
  voice: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3",
  reply: "M9 7l-5 5 5 5M4 12h16v6",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  play: "M8 5v14l11-7z",
  pause: "M8 5v14M16 5v14",
  to_end: "M6 10l6 6 6-6",
};

export type IconName = keyof typeof paths;

/** A drawing without a name of its own: what it stands for is said in words beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
