import { SendHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { codeWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { RadioGroup } from "../../ui/radio-group";
import { TextArea } from "../../ui/text-area";
import { TextField } from "../../ui/text-field";
import { MenuBelow } from "../messages/api";
import { clearSheet, deskOf } from "./desk";
import { sheetChanged } from "./drafts";
import { changeMenu, dropMenu, useDrawer } from "./drawer";
import { leftWords } from "./left-words";
import { MenuEntries } from "./menu-entries";
import { menuFaults, menuOf } from "./menus";
import { Room } from "./room";
import { type Caps, leftOf } from "./rules";
import { submitMenu } from "./writing";

interface Props {
  conversation: string;
  limits: NonNullable<Caps["menu"]>;
  /** The longest text in bytes, where the provider counts those. */
  bytes: number | undefined;
  onClose: () => void;
}

/** Builds something to choose from: a text with a few buttons, or with a list behind a button. */
export function MenuDialog({ conversation, limits, bytes, onClose }: Props) {
  const t = useT();
  const { menu } = useDrawer(conversation);
  const [asked, setAsked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  useBegunText(conversation);
  const faults = menuFaults(menu, limits, bytes);
  const left = leftOf(menu.text.trim(), { characters: limits.text, bytes });
  const said = (field: string) => {
    const fault = faults[field];
    return fault && (asked || fault !== "required") ? codeWords(t, fault) : undefined;
  };
  const send = () => {
    if (Object.keys(faults).length > 0) {
      setAsked(true);
      requestAnimationFrame(() => body.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    submitMenu(conversation, menu.text.trim(), menuOf(menu));
    takeOffSheet(conversation, menu.text);
    dropMenu(conversation);
    onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>{t("common.cancel")}</Button>
      <Button look="primary" icon={<SendHorizontal size={16} />} onClick={send}>
        {t("composer.menu_send")}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} size="large" title={t("composer.add_menu")} footer={footer}>
      <div ref={body} className="flex flex-col gap-5 md:flex-row">
        <div className="flex min-w-0 flex-1 flex-col gap-4">
          <TextArea
            label={t("composer.menu_text")}
            rows={2}
            mostRows={6}
            dir="auto"
            value={menu.text}
            hint={left && left.count >= 0 ? leftWords(t, left) : undefined}
            error={left && left.count < 0 ? leftWords(t, left) : said("text")}
            onChange={(event) => changeMenu(conversation, { text: event.target.value })}
          />
          <RadioGroup
            inline
            label={t("composer.menu_kind")}
            value={menu.kind}
            options={[
              { value: "buttons", label: t("composer.menu_buttons", { count: limits.buttons }) },
              { value: "list", label: t("composer.menu_list", { count: limits.rows }) },
            ]}
            onChange={(kind) => changeMenu(conversation, { kind })}
          />
          {menu.kind === "list" && (
            <TextField
              label={t("composer.menu_open")}
              hint={t("composer.menu_open_hint")}
              dir="auto"
              value={menu.open}
              error={said("open")}
              end={<Room text={menu.open} most={limits.open} />}
              onChange={(event) => changeMenu(conversation, { open: event.target.value })}
            />
          )}
          <MenuEntries conversation={conversation} menu={menu} limits={limits} said={said} />
        </div>
        <section aria-label={t("composer.template_preview")} className="min-w-0 md:w-64">
          <div className="w-full rounded-card bg-out px-2 py-1.5 forced-edge">
            <p className="px-1 whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
              {menu.text || t("composer.menu_text")}
            </p>
            <MenuBelow unfolded menu={menuOf({ ...menu, open: menu.open || t("composer.menu_open") })} />
          </div>
        </section>
      </div>
    </Dialog>
  );
}

/** What was begun in the text area becomes the menu's text, unless it has one. */
function useBegunText(conversation: string): void {
  const { menu } = useDrawer(conversation);
  const empty = useRef(menu.text === "");
  useEffect(() => {
    if (empty.current) changeMenu(conversation, { text: deskOf(conversation).reply.text });
  }, [conversation]);
}

/** The text that went with the menu is not to be sent twice. */
function takeOffSheet(conversation: string, text: string): void {
  if (deskOf(conversation).reply.text !== text) return;
  clearSheet(conversation, "reply");
  sheetChanged(conversation, "reply");
}
