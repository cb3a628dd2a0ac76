import type { Provider } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { useChannel } from "../conversations/api";
import { providerName } from "./words";

/** Whose words are said of a channel: its kind's, by the name people know it by. */
export function useProvider(channel: string): Provider {
  const t = useT();
  const kind = useChannel(channel)?.kind ?? "";
  return { kind, provider: providerName(t, kind) };
}
