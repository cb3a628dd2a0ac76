import { useState } from "react";
import { useT } from "../lib/i18n";
import { useTime } from "../lib/time";
import { Banner } from "./banner";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { ConfirmDialog } from "./confirm-dialog";
import { CopyField } from "./copy-field";

interface Props {
  /** What was made in this visit; absent when nothing was. */
  made: { secret: string; former_until?: string | null } | undefined;
  /** There is one, which nobody can read any more. */
  known: boolean;
  manages: boolean;
  /** Whose it is. */
  name: string;
  /** What it means that there is none. */
  none: string;
  /** Makes it anew; the former one counts for some hours still. */
  onMake: (hours: number) => Promise<void>;
}

/** A secret to sign with while it can be read, and the way to a new one. */
export function SigningSecret({ made, known, manages, name, none, onMake }: Props) {
  const t = useT();
  const { full } = useTime();
  const [asked, setAsked] = useState(false);
  const there = known || made !== undefined;
  const until = made?.former_until;
  return (
    <>
      {made ? (
        <CopyField label={t("channels.sign_secret")} hint={t("channels.sign_secret_once")} value={made.secret} />
      ) : (
        <p className="text-muted">{there ? t("channels.sign_secret_kept") : none}</p>
      )}
      {until && <Banner kind="warn">{t("channels.sign_former_until", { time: full(until) })}</Banner>}
      {manages && (
        <Button
          className="self-start"
          look={there ? undefined : "primary"}
          onClick={() => (there ? setAsked(true) : void onMake(0))}
        >
          {t(there ? "channels.sign_renew" : "channels.sign_make")}
        </Button>
      )}
      <Renewal name={name} open={asked} onClose={() => setAsked(false)} onMake={onMake} />
    </>
  );
}

/** How long the former secret counts, so that one's own system can be changed without losing a message. */
const overlap = 24;

interface RenewalProps extends Pick<Props, "name" | "onMake"> {
  open: boolean;
  onClose: () => void;
}

function Renewal({ name, open, onClose, onMake }: RenewalProps) {
  const t = useT();
  const [atOnce, setAtOnce] = useState(false);
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t("channels.sign_renew_question", { name })}
      confirmLabel={t("channels.sign_renew_confirm")}
      danger={atOnce}
      onConfirm={() => onMake(atOnce ? 0 : overlap)}
      choice={
        <Checkbox
          label={t("channels.sign_at_once")}
          hint={t("channels.sign_at_once_hint")}
          checked={atOnce}
          onChange={(event) => setAtOnce(event.currentTarget.checked)}
        />
      }
    >
      {t("channels.sign_renew_consequences", { hours: overlap })}
    </ConfirmDialog>
  );
}
