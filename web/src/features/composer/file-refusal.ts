import { sizeText } from "../../lib/bytes";
import { codeWords } from "../../lib/error-words";
import { useLanguage, useT } from "../../lib/i18n";
import { capsOf } from "../conversations/api";
import { endingsOf, type Mode } from "./rules";

/** Says why a file is not taken, with what would be. */
export function useRefusal(conversation: string, mode: Mode): (code: string, kind: string) => string {
  const t = useT();
  const language = useLanguage();
  const files = mode === "reply" ? capsOf(conversation)?.files : undefined;
  return (code, kind) => {
    const limit = files?.[kind] ?? files?.file;
    if (code === "too_large" && limit) return t("composer.file_too_large", { size: sizeText(limit.bytes, language) });
    const endings = endingsOf(limit?.types ?? []);
    if (code === "unsupported_type" && endings) return t("composer.file_types", { types: endings });
    return codeWords(t, code);
  };
}
