import { useEffect, useState } from "react";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FormError } from "../../ui/form-error";
import { centred, type Placing, squareOf } from "./crop";
import { cutOut } from "./cut-out";
import { setPicture } from "./own";
import { PictureWindow } from "./picture-window";

/** Pixels of the window one looks through. */
const view = 256;

/** Chooses the square of a picture that the others will see. */
export function PictureDialog({ file, onClose }: { file: File; onClose: () => void }) {
  const t = useT();
  const { image, src, broken } = useImage(file);
  const [placing, setPlacing] = useState<Placing>(centred);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    if (!image) return;
    setBusy(true);
    setError(undefined);
    try {
      await setPicture(await cutOut(image, squareOf(placing, sizeOf(image), view)));
      toast({ text: t("profile.picture_saved") });
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const footer = (
    <>
      <Button disabled={busy} onClick={onClose}>
        {t("common.cancel")}
      </Button>
      <Button look="primary" busy={busy} disabled={!image} onClick={() => void save()}>
        {t("profile.picture_use")}
      </Button>
    </>
  );
  // The dialog comes with the picture, so that the first thing to move it by has the focus.
  if (!image && !broken) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={t("profile.picture")}
      description={t("profile.picture_hint")}
      footer={footer}
    >
      <FormError error={error} />
      {broken && <Banner kind="bad">{t("ui.picture_broken")}</Banner>}
      {image && <PictureWindow src={src} picture={sizeOf(image)} view={view} placing={placing} onMove={setPlacing} />}
    </Dialog>
  );
}

const sizeOf = (image: HTMLImageElement) => ({ width: image.naturalWidth, height: image.naturalHeight });

/** A file as a picture that can be drawn. */
function useImage(file: File) {
  const [state, setState] = useState<{ image?: HTMLImageElement; src: string; broken: boolean }>({
    src: "",
    broken: false,
  });
  useEffect(() => {
    const src = URL.createObjectURL(file);
    const image = new Image();
    image.onload = () => setState({ image, src, broken: false });
    image.onerror = () => setState({ src, broken: true });
    image.src = src;
    return () => URL.revokeObjectURL(src);
  }, [file]);
  return state;
}
