import { useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { type Delivery, discardDelivery, replayDelivery } from "./api";
import { reasonText } from "./rules";

/** What can be done with a delivery that is held: try it once more, or throw it away. */
export function DeliveryActs({ delivery, onGone }: { delivery: Delivery; onGone: () => void }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  if (delivery.state !== "stuck") return null;
  const discard = async () => {
    await discardDelivery(delivery.id);
    toast({ text: t("deliveries.discarded") });
    onGone();
  };
  return (
    <>
      <Button onClick={() => setAsked(true)}>
        <span className="text-bad">{t("deliveries.discard_ask")}</span>
      </Button>
      <Replay id={delivery.id} />
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t("deliveries.discard_question")}
        confirmLabel={t("deliveries.discard")}
        danger
        onConfirm={discard}
      >
        {t("deliveries.discard_hint")}
      </ConfirmDialog>
    </>
  );
}

function Replay({ id }: { id: string }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const replay = async () => {
    setBusy(true);
    try {
      const { state, code } = await replayDelivery(id);
      if (state === "stuck") {
        toast({ kind: "failed", text: t("deliveries.replay_stuck", { reason: reasonText(t, code) }) });
      }
    } catch (error) {
      toast({ kind: "failed", text: errorWords(t, error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button look="primary" busy={busy} onClick={() => void replay()}>
      {t("deliveries.replay")}
    </Button>
  );
}
