import { useT, type WordKey } from "../../lib/i18n";
import { Example } from "../../ui/example";
import { useBootstrap } from "../account/api";
import { exampleOf } from "./rules";

/** What a setting means, told with the workspace's own people and channels. */
export function Told({ k, values = {} }: { k: WordKey; values?: Record<string, number> }) {
  const t = useT();
  const house = useBootstrap();
  const names = { channel: "WhatsApp", first: "Sari", second: "Budi" };
  return <Example label={t("routing.example")}>{t(k, { ...exampleOf(house, names), ...values })}</Example>;
}
