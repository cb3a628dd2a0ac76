import { useNavigate } from "@tanstack/react-router";
import { LogOut, User } from "lucide-react";
import { type Command, useCommands } from "../commands/registry";
import { useBootstrap } from "../features/account/api";
import { groupsFor, hasHooks, type SettingsPage, settingsGroups } from "./settings-pages";
import { leave } from "./visit";

/** The commands about oneself and the settings: the account menu, the palette and the cheat sheet draw from them. */
export function AccountCommands() {
  const go = useNavigate();
  const house = useBootstrap();
  const open = new Set(groupsFor(house.me.can, hasHooks(house)).flatMap(({ pages }) => pages.map(({ to }) => to)));
  const page = ({ to, label, find, icon }: SettingsPage): Command => ({
    id: `go.${to}`,
    label,
    find,
    group: "go",
    icon,
    when: () => open.has(to),
    run: () => void go({ to }),
  });
  useCommands(() => [
    ...settingsGroups.flatMap(({ pages }) => pages.map(page)),
    {
      id: "account.open",
      label: "account.open",
      group: "app",
      icon: User,
      run: () => void go({ to: "/settings/account" }),
    },
    { id: "account.sign_out", label: "account.sign_out", group: "app", icon: LogOut, run: () => void leave() },
  ]);
  return null;
}
