import { useState } from "react";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { beginLogin } from "./api";
import { refusalText } from "./words";

interface Props {
  kind: string;
  /** For an account that is connected already. */
  again?: boolean;
}

/** Leads to the provider, where one logs in and says what Sapa may use. */
export function LoginButton({ kind, again = false }: Props) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      location.assign(await beginLogin(kind));
    } catch (error) {
      setBusy(false);
      toast({ kind: "failed", text: refusalText(t, error, kind) });
    }
  };
  return (
    <Button look="primary" className="self-start max-sm:w-full" busy={busy} onClick={() => void leave()}>
      {t(again ? "channels.login_again" : "channels.login")}
    </Button>
  );
}
