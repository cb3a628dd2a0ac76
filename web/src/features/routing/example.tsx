import { Lightbulb } from "lucide-react";
import { useT, type WordKey } from "../../lib/i18n";
import { useBootstrap } from "../account/api";
import { exampleOf } from "./rules";

/** What a setting means, told with the workspace's own people and channels. */
export function Told({ k, values = {} }: { k: WordKey; values?: Record<string, number> }) {
  const t = useT();
  const house = useBootstrap();
  const names = { channel: "WhatsApp", first: "Sari", second: "Budi" };
  return (
    <p className="flex items-start gap-2.5 rounded-control bg-hover px-3 py-2.5 text-13 forced-edge">
      <Lightbulb aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-muted" />
      <span>
        <strong className="font-medium">{t("routing.example")}</strong>{" "}
        {t(k, { ...exampleOf(house, names), ...values })}
      </span>
    </p>
  );
}
