import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Switch } from "../../ui/switch";
import { type Channel, switchChannel } from "./api";
import { kindName } from "./words";

/** Whether customers can write through the channel. It takes effect at once. */
export function StateSwitch({ channel }: { channel: Channel }) {
  const t = useT();
  const on = channel.state === "on";
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
      hint={t(on ? "channels.on_hint" : channel.setup?.hook ? "channels.off_hint_account" : "channels.off_hint", {
        provider: kindName(t, channel.kind),
      })}
      checked={on}
      onChange={(event) => void change(event.target.checked)}
    />
  );
}
