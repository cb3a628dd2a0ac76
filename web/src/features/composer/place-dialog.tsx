import { LocateFixed } from "lucide-react";
import { useState } from "react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/text-field";
import { type Mode, readPlace } from "./rules";
import { submitPlace } from "./writing";

interface Props {
  conversation: string;
  mode: Mode;
  onClose: () => void;
}

/** Milliseconds after which looking for the device's place is given up. */
const patience = 15_000;

/** Sends a point on the map: where this device is, or what was pasted from a map. */
export function PlaceDialog({ conversation, mode, onClose }: Props) {
  const t = useT();
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const point = readPlace(text);

  const locate = () => {
    setBusy(true);
    setProblem("");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setBusy(false);
        setText(`${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`);
      },
      (error) => {
        setBusy(false);
        setProblem(t(error.code === error.PERMISSION_DENIED ? "composer.place_denied" : "composer.place_failed"));
      },
      { enableHighAccuracy: true, timeout: patience },
    );
  };
  const send = () => {
    if (!point) return setProblem(t("composer.place_unreadable"));
    submitPlace(conversation, mode, { ...point, ...(name.trim() ? { name: name.trim() } : {}) });
    onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>{t("common.cancel")}</Button>
      <Button look="primary" onClick={send}>
        {t("composer.place_send")}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} size="small" title={t("composer.add_place")} footer={footer}>
      <div className="flex flex-col gap-4">
        <Button wide busy={busy} icon={<LocateFixed size={16} />} onClick={locate}>
          {t("composer.place_here")}
        </Button>
        <TextField
          label={t("composer.place_point")}
          hint={t("composer.place_point_hint")}
          error={problem || undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setProblem("");
          }}
        />
        <TextField
          label={t("composer.place_name")}
          optional
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
