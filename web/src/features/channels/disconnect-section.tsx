import { useState } from "react";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Section } from "../../ui/page";
import { useKind } from "../conversations/api";
import { type Channel, disconnectChannel } from "./api";
import { said } from "./words";

/** Takes a channel away for good. */
export function DisconnectSection({ channel, onDone }: { channel: Channel; onDone: () => void }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const { name } = channel;
  const account = useKind(channel.id)?.caps.account;
  const disconnect = async () => {
    await disconnectChannel(channel);
    toast({ text: t("channels.disconnected", { name }) });
    onDone();
  };
  return (
    <Section title={t("channels.disconnect")} description={t("channels.disconnect_hint")}>
      <div>
        <Button onClick={() => setAsked(true)}>
          <span className="text-bad">{t("channels.disconnect_ask")}</span>
        </Button>
      </div>
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t("channels.disconnect_question", { name })}
        confirmLabel={t("channels.disconnect_confirm")}
        danger
        onConfirm={disconnect}
      >
        {said(t, account ? "disconnect_consequences_account" : "disconnect_consequences", channel.kind)}
      </ConfirmDialog>
    </Section>
  );
}
