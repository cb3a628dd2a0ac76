import { useState } from "react";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { beginLogin } from "./api";
import { keepOrigin } from "./login-origin";
import { refusalText } from "./words";

interface Props {
  kind: string;
  /** For a channel that is connected already: its id. */
  again?: string | undefined;
}

/** Leads to the provider, where one logs in and says what Sapa may use. */
export function LoginButton({ kind, again }: Props) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      const address = await beginLogin(kind);
      keepOrigin({ kind, channel: again });
      location.assign(address);
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
