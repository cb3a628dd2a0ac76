import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Switch } from "../../ui/switch";
import { useKind } from "../conversations/api";
import { type Channel, switchChannel } from "./api";
import { said } from "./words";

/** Whether customers can write through the channel. It takes effect at once. */
export function StateSwitch({ channel }: { channel: Channel }) {
  const t = useT();
  const on = channel.state === "on";
  const account = useKind(channel.id)?.caps.account;
  const change = async (next: boolean) => {
    try {
      await switchChannel(channel, next);
      toast({ text: t(next ? "channels.switched_on" : "channels.switched_off", { name: channel.name }) });
    } catch (error) {
      toast({ kind: "failed", text: errorWords(t, error) });
    }
  };
  return (
    <Switch
      label={t("channels.on")}
      hint={on ? t("channels.on_hint") : said(t, account ? "off_hint_account" : "off_hint", channel.kind)}
      checked={on}
      onChange={(event) => void change(event.target.checked)}
    />
  );
}
