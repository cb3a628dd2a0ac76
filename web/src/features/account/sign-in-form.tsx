import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiError } from "../../lib/api-error";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/text-field";
import { signIn } from "./api";
import { useWait } from "./use-wait";

interface Props {
  /** Who signs in again; the name is then not asked for. */
  name?: string | undefined;
  /** Goes on once the session is open. The form stays busy until then. */
  onDone: () => Promise<void>;
}

/** Name and password. What went wrong stands above, where the focus then is. */
export function SignInForm({ name: fixed, onDone }: Props) {
  const t = useT();
  const [name, setName] = useState(fixed ?? "");
  const [password, setPassword] = useState("");
  const { busy, tried, error, left, submit } = useSignIn(name, password, onDone);
  const missing = (value: string) => (tried && !value.trim() ? t("errors.required") : undefined);
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <Trouble error={error} left={left} />
      {fixed === undefined && (
        <TextField
          label={t("account.name_or_phone")}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="email"
          value={name}
          error={missing(name)}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <TextField
        type="password"
        label={t("account.password")}
        name="password"
        autoComplete="current-password"
        value={password}
        error={missing(password)}
        onChange={(event) => setPassword(event.target.value)}
      />
      {/* For password managers, which ask whose password this is. */}
      {fixed !== undefined && <input hidden readOnly name="username" autoComplete="username" value={fixed} />}
      <Button type="submit" look="primary" wide busy={busy} disabled={left > 0}>
        {t("account.sign_in")}
      </Button>
    </form>
  );
}

function useSignIn(name: string, password: string, onDone: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const { left, begin } = useWait();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || left > 0) return;
    setTried(true);
    const empty = [...event.currentTarget.querySelectorAll("input")].find((input) => !input.value.trim());
    if (empty) return empty.focus();
    setBusy(true);
    setError(undefined);
    try {
      await signIn(name.trim(), password);
      await onDone();
    } catch (cause) {
      setError(cause);
      if (cause instanceof ApiError && cause.retryAfter > 0) begin(cause.retryAfter);
    } finally {
      setBusy(false);
    }
  };
  return { busy, tried, error, left, submit };
}

function Trouble({ error, left }: { error: unknown; left: number }) {
  const t = useT();
  const time = useTime();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== undefined) place.current?.focus();
  }, [error]);
  if (error === undefined) return null;
  return (
    <div ref={place} tabIndex={-1}>
      {/* The seconds that run are not read out one by one; the focus has said how long it takes. */}
      <Banner kind={left > 0 ? "warn" : "bad"} live={left === 0}>
        {left > 0 ? t("account.wait", { time: time.length(left * 1000) }) : troubleWords(t, error)}
      </Banner>
    </div>
  );
}

function troubleWords(t: ReturnType<typeof useT>, error: unknown): string {
  const waited = error instanceof ApiError && error.retryAfter > 0;
  return waited ? t("account.wait_over") : errorWords(t, error);
}
