import { useNavigate } from "@tanstack/react-router";
import { Keyboard, SlidersHorizontal } from "lucide-react";
import { type Command, run, useAvailableCommands } from "../commands/registry";
import { type Member, setMyLanguage, setMyPresence } from "../features/account/api";
import { themeLabels } from "../features/preferences/themes";
import { type Language, languages, useLanguage, useT } from "../lib/i18n";
import { useMedia, wideWindow } from "../lib/media";
import { useStore } from "../lib/store";
import { chooseTheme, type ThemeChoice, theme } from "../lib/theme";
import { Avatar } from "../ui/avatar";
import { Menu, type MenuEntry } from "../ui/menu";
import { PresenceDot } from "../ui/presence-dot";
import { railEntry } from "./rail";

/** Commands that stand in the menu when somebody has declared them, in this order. */
const accountCommands = ["account.open", "account.sign_out"];

type Presence = Member["presence"]["state"];

interface Props {
  me: Pick<Member, "id" | "name" | "avatar_url" | "presence">;
}

/** The member's own menu: language, theme, preferences, keys, and what the account feature adds. */
export function AccountMenu({ me }: Props) {
  const t = useT();
  const { state } = me.presence;
  const first = me.name.split(" ")[0];
  const items = useItems(state);
  const wide = useMedia(wideWindow);
  return (
    <Menu
      label={t("app.account")}
      items={items}
      side={wide ? "right" : "top"}
      align="end"
      trigger={(props) => (
        <button type="button" {...props} className={railEntry}>
          <span className="relative">
            <Avatar id={me.id} name={me.name} src={me.avatar_url} size={24} />
            <PresenceDot state={state} className="absolute -end-0.5 -bottom-0.5" />
          </span>
          <span className="max-w-full truncate">
            <span className="sr-only">{t("app.account")}: </span>
            {first}
            <span className="sr-only">, {t(`app.presence_${state}`)}</span>
          </span>
        </button>
      )}
    />
  );
}

function useItems(presence: Presence): MenuEntry[] {
  const t = useT();
  const go = useNavigate();
  const language = useLanguage();
  const chosen = useStore(theme);
  const commands = useAvailableCommands();
  const declared = accountCommands
    .flatMap((id) => commands.filter((command) => command.id === id))
    .map((command) => commandEntry(command, t(command.label)));
  return [
    {
      kind: "radio",
      id: "presence",
      label: t("app.presence"),
      value: presence,
      options: (["online", "offline"] as const).map((value) => ({ value, label: t(`app.presence_${value}`) })),
      onChange: (value) => void setMyPresence(value as Presence),
    },
    {
      kind: "radio",
      id: "language",
      label: t("app.language"),
      value: language,
      options: languages.map(({ code, name }) => ({ value: code, label: name })),
      onChange: (code) => void setMyLanguage(code as Language),
    },
    {
      kind: "radio",
      id: "theme",
      label: t("app.theme"),
      value: chosen,
      options: themeLabels.map(({ value, label }) => ({ value, label: t(label) })),
      onChange: (value) => chooseTheme(value as ThemeChoice),
    },
    { kind: "separator", id: "end-of-choices" },
    {
      id: "preferences",
      label: t("app.preferences"),
      icon: <SlidersHorizontal size={16} />,
      onSelect: () => void go({ to: "/settings/account/preferences" }),
    },
    {
      id: "keys",
      label: t("commands.cheat_sheet"),
      icon: <Keyboard size={16} />,
      keys: "?",
      onSelect: () => run("app.cheat_sheet"),
    },
    { kind: "separator", id: "end-of-help" },
    ...declared,
  ];
}

function commandEntry(command: Command, label: string): MenuEntry {
  const Icon = command.icon;
  return {
    id: command.id,
    label,
    icon: Icon && <Icon size={16} />,
    keys: command.keys?.[0],
    onSelect: () => run(command.id),
  };
}
