import type { Provider } from "../../lib/error-words";
import { useT, type WordKey } from "../../lib/i18n";
import { useKind } from "./people";

/** Whose words are said of a channel: its kind's, by the name people know it by. */
export function useProvider(channel: string): Provider {
  const t = useT();
  const kind = useKind(channel)?.kind ?? "";
  return { kind, provider: t(`channels.kind_${kind}` as WordKey) };
}
