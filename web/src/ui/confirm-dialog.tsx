import { type ReactNode, useState } from "react";
import { errorWords } from "../lib/error-words";
import { useT } from "../lib/i18n";
import { Banner } from "./banner";
import { Button } from "./button";
import { Layer } from "./dialog";

interface Props {
  open: boolean;
  onClose: () => void;
  /** The question, with the name of the thing: "Hapus kanal Toko Melati?". */
  title: string;
  /** What comes of it, in one or two sentences. */
  children?: ReactNode;
  /** Something to decide along with it. */
  choice?: ReactNode;
  /** The verb on the button: "Hapus". */
  confirmLabel: string;
  /** It destroys something. */
  danger?: boolean | undefined;
  /** Does it. The dialog waits for the promise, closes when it resolves, and says why when it rejects. */
  onConfirm: () => void | Promise<void>;
}

/** A question before something that cannot be undone. What can be undone is done at once, with an undo in a toast. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  choice,
  confirmLabel,
  danger = false,
  onConfirm,
}: Props) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    if (busy) return;
    setError(undefined);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const footer = (
    <>
      <Button onClick={close} disabled={busy}>
        {t("common.cancel")}
      </Button>
      <Button look={danger ? "danger" : "primary"} busy={busy} onClick={() => void confirm()}>
        {confirmLabel}
      </Button>
    </>
  );
  return (
    <Layer shape="question" size="small" {...{ open, title, footer }} description={children} onClose={close}>
      {choice}
      {error !== undefined && (
        <Banner kind="bad" live>
          {errorWords(t, error)}
        </Banner>
      )}
    </Layer>
  );
}
