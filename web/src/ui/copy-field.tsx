import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { announce } from "../lib/announce";
import { copyText } from "../lib/clipboard";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { Button } from "./button";
import { controlClasses, Field } from "./field";

interface Props {
  label: string;
  hint?: ReactNode;
  /** What is copied. */
  value: string;
  /** Several lines, as for a piece of HTML. */
  block?: boolean | undefined;
  className?: string | undefined;
}

/** A text to take elsewhere, with a button that copies it. */
export function CopyField({ label, hint, value, block, className }: Props) {
  const look = cx(controlClasses, "bg-canvas font-mono text-13");
  const pick = (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => event.currentTarget.select();
  return (
    <Field {...{ label, hint, className }}>
      {(wiring) => (
        <div className={cx("flex gap-2", block ? "flex-col items-start" : "items-center")}>
          {block ? (
            <textarea
              {...wiring}
              readOnly
              rows={value.split("\n").length + 1}
              value={value}
              onFocus={pick}
              className={cx(look, "field-sizing-content resize-none py-2 break-all")}
            />
          ) : (
            <input {...wiring} readOnly value={value} onFocus={pick} className={look} />
          )}
          <CopyButton value={value} />
        </div>
      )}
    </Field>
  );
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ value }: { value: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const done = await copyText(value);
    setCopied(done);
    announce(t(done ? "ui.copied" : "ui.copy_failed"), done ? "polite" : "assertive");
  };
  return (
    <Button className="shrink-0" icon={copied ? <Check size={16} /> : <Copy size={16} />} onClick={() => void copy()}>
      {t(copied ? "ui.copied" : "ui.copy")}
    </Button>
  );
}
