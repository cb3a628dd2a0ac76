import { useState } from "react";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import type { Channel } from "./api";
import { subscribe } from "./checks";
import { refusalText } from "./words";

/** Has the provider bring what customers write, and tests whether it does. */
export function SubscribeButton({ channel }: { channel: Channel }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const turnOn = async () => {
    setBusy(true);
    try {
      await subscribe(channel.id);
      toast({ text: t("channels.subscribed") });
    } catch (error) {
      toast({ kind: "failed", text: refusalText(t, error, channel.kind) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" look="primary" className="mt-2" busy={busy} onClick={() => void turnOn()}>
      {t("channels.subscribe")}
    </Button>
  );
}
