import { useEffect, useRef, useState } from "react";
import { type Language, languages, useT } from "../../lib/i18n";
import { Segments } from "../../ui/segments";
import type { ChannelInput, ChannelKind } from "./api";
import { previewOf } from "./rules";

interface Props {
  kind: ChannelKind;
  input: ChannelInput;
}

type Device = "phone" | "desktop";

/** The page in the frame, in its own pixels; from 480 on the widget is a window on a page, below it fills the screen. */
const sizes: Record<Device, { width: number; height: number }> = {
  desktop: { width: 560, height: 760 },
  phone: { width: 360, height: 700 },
};

/** What customers will see, drawn by the widget itself. It asks the server for nothing and keeps nothing. */
export function ChannelPreview({ kind, input }: Props) {
  const t = useT();
  const [device, setDevice] = useState<Device>("desktop");
  const [language, setLanguage] = useState<Language>(input.config.language === "en" ? "en" : "id");
  return (
    <aside aria-label={t("channels.preview")} className="rounded-card border bg-surface p-3 xl:sticky xl:top-6">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="ps-1 text-16 font-semibold">{t("channels.preview")}</h2>
        <div className="flex flex-wrap gap-2">
          <Segments<Language>
            label={t("channels.preview_language")}
            value={language}
            onChange={setLanguage}
            options={languages.map(({ code }) => ({ value: code, label: t(`channels.language_${code}`) }))}
          />
          <Segments<Device>
            label={t("channels.preview_device")}
            value={device}
            onChange={setDevice}
            options={[
              { value: "desktop", label: t("channels.desktop") },
              { value: "phone", label: t("channels.phone") },
            ]}
          />
        </div>
      </div>
      <Frame key={device} device={device} config={previewOf(kind, input)} language={language} />
    </aside>
  );
}

function Frame({ device, config, language }: { device: Device; config: object; language: Language }) {
  const t = useT();
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const { box, scale } = useFit(sizes[device].width);
  const text = JSON.stringify(config);
  useEffect(() => {
    if (!ready) return;
    const message = { type: "sapa:preview", config: JSON.parse(text) as object, language };
    frame.current?.contentWindow?.postMessage(message, location.origin);
  }, [ready, text, language]);
  const { width, height } = sizes[device];
  return (
    <div ref={box} className="flex justify-center overflow-hidden">
      <div
        style={{ width: width * scale, height: height * scale }}
        className={
          device === "phone"
            ? "overflow-hidden rounded-[28px] border-8 border-tip"
            : "overflow-hidden rounded-control border"
        }
      >
        <iframe
          ref={frame}
          src="/widget/preview"
          title={t("channels.preview_frame")}
          onLoad={() => setReady(true)}
          style={{ width, height, scale: `${scale}`, transformOrigin: "0 0" }}
          className="block max-w-none"
        />
      </div>
    </div>
  );
}

/** How far a width must shrink to fit into its place. */
function useFit(width: number) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(width);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return { box, scale: Math.min(1, room / width) };
}
