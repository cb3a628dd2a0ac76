import { useEffect, useRef } from "react";
import { errorWords } from "../lib/error-words";
import { useT } from "../lib/i18n";
import { Banner } from "./banner";

/** Why a form could not be sent, above its fields, where the focus then is. Nothing is drawn without an error. */
export function FormError({ error }: { error: unknown }) {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error === undefined) return;
    place.current?.focus();
    place.current?.scrollIntoView?.({ block: "nearest" });
  }, [error]);
  if (error === undefined) return null;
  return (
    <div ref={place} tabIndex={-1}>
      <Banner kind="bad" live>
        {errorWords(t, error)}
      </Banner>
    </div>
  );
}
