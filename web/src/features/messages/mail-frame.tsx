import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { fetchPicture } from "./mail-inline";
import { Heights } from "./mail-rules";
import { type Attachment, isHere } from "./rules";

interface Props {
  /** The message; its frame's height is remembered by it. */
  message: string;
  html: string;
  /** The pictures that came with the mail. */
  files: readonly Attachment[];
  /** Fetches the pictures of other servers. */
  pictures: boolean;
  /** Stands in its place until it can be seen. */
  waiting: ReactNode;
}

/** What the frame's page tells. */
type Word = { kind: "ready" | "leave" } | { kind: "drawn"; keys: string[] } | { kind: "height"; height: number };

const heights = new Heights();

/**
 * The HTML of a mail, in a page with an origin of its own that can do nothing but show it and tell how high it is. See
 * `mailframe.go`.
 */
export function MailFrame({ message, html, files, pictures, waiting }: Props) {
  const t = useT();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);
  const theme = useShownTheme();
  const [places, setPlaces] = useState<readonly string[]>([]);
  const hear = (word: Word) => {
    if (word.kind === "ready") show(frame.current, html, theme);
    if (word.kind === "leave") frame.current?.closest<HTMLElement>("[data-message]")?.focus();
    if (word.kind === "drawn") setPlaces(word.keys);
    if (word.kind !== "height") return;
    heights.keep(message, frame.current?.clientWidth ?? 0, word.height);
    setHeight(word.height);
  };
  useWords(frame, hear);
  useLayoutEffect(() => {
    setHeight((now) => now || heights.at(message, frame.current?.clientWidth ?? 0));
  }, [message]);
  useEffect(() => show(frame.current, html, theme), [html, theme]);
  const here = files.filter((file) => isHere(file) && places.includes(file.key));
  usePlaced(frame, here, places);
  return (
    <div className="relative">
      {height === 0 && waiting}
      <iframe
        ref={frame}
        // Another address is another page: what may be fetched is decided as it loads.
        key={String(pictures)}
        src={pictures ? "/mail/frame?pictures" : "/mail/frame"}
        title={t("mail.frame")}
        sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        style={{ height: height || 1 }}
        className={cx("block w-full rounded-control", height === 0 && "absolute inset-x-0 top-0 opacity-0")}
      />
    </div>
  );
}

type Frame = { readonly current: HTMLIFrameElement | null };

const say = (frame: HTMLIFrameElement | null, word: unknown) => frame?.contentWindow?.postMessage(word, "*");

function show(frame: HTMLIFrameElement | null, html: string, theme: string): void {
  const style = getComputedStyle(frame ?? document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--color-${name}`).trim();
  say(frame, { kind: "mail", html, look: { dark: theme === "dark", ink: color("ink"), link: color("brand-strong") } });
}

/** Hears what the page in the frame tells, and nobody else. */
function useWords(frame: Frame, hear: (word: Word) => void): void {
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      if (frame.current && source === frame.current.contentWindow) latest.current(data as Word);
    };
    window.addEventListener("message", listen);
    return () => window.removeEventListener("message", listen);
  }, [frame]);
}

/** Brings the frame the pictures it has places for, as soon as they are here: it may ask nobody for them itself. */
function usePlaced(frame: Frame, here: readonly Attachment[], places: readonly string[]): void {
  const keys = here.map((file) => file.key).join();
  const files = useRef(here);
  files.current = here;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `places` is new each time the page was drawn, and `keys` names the files.
  useEffect(() => {
    let gone = false;
    for (const file of files.current) {
      void fetchPicture(file).then((blob) => {
        if (blob && !gone) say(frame.current, { kind: "picture", key: file.key, blob });
      });
    }
    return () => {
      gone = true;
    };
  }, [frame, keys, places]);
}

const themeNow = () => document.documentElement.dataset.theme ?? "light";

/** The theme that is shown, which can change while the mail is looked at. */
function useShownTheme(): string {
  const [theme, setTheme] = useState(themeNow);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(themeNow()));
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, []);
  return theme;
}
