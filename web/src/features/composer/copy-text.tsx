import { Copy } from "lucide-react";
import { copyText } from "../../lib/clipboard";
import { t as say, useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";

/** Copies a text that could not be sent. */
export function CopyText({ text }: { text: string }) {
  const t = useT();
  return (
    <Button size="small" icon={<Copy size={14} />} onClick={() => void copy(text)}>
      {t("composer.copy_text")}
    </Button>
  );
}

async function copy(text: string): Promise<void> {
  const done = await copyText(text);
  toast({ text: say(done ? "ui.copied" : "ui.copy_failed"), kind: done ? "done" : "failed", stay: 2500 });
}
