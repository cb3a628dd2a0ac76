import { copyText } from "../../lib/clipboard";
import { t } from "../../lib/i18n";
import { toast } from "../../lib/toast";

/** Copies a text and says whether that worked. */
export async function copyAndTell(text: string): Promise<void> {
  const done = await copyText(text);
  toast({ text: t(done ? "ui.copied" : "ui.copy_failed"), kind: done ? "done" : "failed", stay: 2500 });
}
