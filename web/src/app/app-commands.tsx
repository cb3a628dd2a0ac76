import { useNavigate } from "@tanstack/react-router";
import { Keyboard, Languages, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { holdKeys } from "../commands/ahead";
import { listenForKeys } from "../commands/keys";
import { type Command, useCommands } from "../commands/registry";
import { setMyLanguage } from "../features/account/api";
import { language } from "../lib/i18n";
import { late } from "../lib/late";
import { chooseTheme, shownTheme, theme } from "../lib/theme";
import { places } from "./navigation";

const Palette = late(async () => (await import("../commands/palette")).Palette);
const CheatSheet = late(async () => (await import("../commands/cheat-sheet")).CheatSheet);

type Open = "palette" | "cheat-sheet" | undefined;

/** The commands that work on every screen, with the palette and the cheat sheet. Drawn once, inside the shell. */
export function AppCommands() {
  const go = useNavigate();
  const [open, setOpen] = useState<Open>();
  useEffect(() => listenForKeys(), []);
  useCommands(() => [
    ...places.map(
      (place): Command => ({
        id: `go.${place.to}`,
        label: place.label,
        group: "go",
        icon: place.icon,
        ...(place.keys ? { keys: [place.keys] } : {}),
        run: () => void go({ to: place.to }),
      }),
    ),
    {
      id: "app.palette",
      label: "commands.palette",
      group: "app",
      keys: ["mod+k"],
      onlyKey: true,
      run: () => {
        holdKeys();
        setOpen("palette");
      },
    },
    {
      id: "app.cheat_sheet",
      label: "commands.cheat_sheet",
      group: "app",
      icon: Keyboard,
      keys: ["?"],
      run: () => setOpen("cheat-sheet"),
    },
    {
      id: "app.light",
      label: "app.use_light",
      group: "app",
      icon: Sun,
      when: () => shown() === "dark",
      run: () => chooseTheme("light"),
    },
    {
      id: "app.dark",
      label: "app.use_dark",
      group: "app",
      icon: Moon,
      when: () => shown() === "light",
      run: () => chooseTheme("dark"),
    },
    {
      id: "app.indonesian",
      label: "app.use_indonesian",
      group: "app",
      icon: Languages,
      when: () => language() === "en",
      run: () => void setMyLanguage("id"),
    },
    {
      id: "app.english",
      label: "app.use_english",
      group: "app",
      icon: Languages,
      when: () => language() === "id",
      run: () => void setMyLanguage("en"),
    },
  ]);
  const close = () => setOpen(undefined);
  return (
    <>
      <Once wanted={open === "palette"}>
        <Palette open={open === "palette"} onClose={close} />
      </Once>
      <Once wanted={open === "cheat-sheet"}>
        <CheatSheet open={open === "cheat-sheet"} onClose={close} />
      </Once>
    </>
  );
}

/** Draws its content from the first time it is wanted, so that its code is not fetched before. */
function Once({ wanted, children }: { wanted: boolean; children: React.ReactNode }) {
  const [ever, setEver] = useState(wanted);
  if (wanted && !ever) setEver(true);
  return ever ? children : null;
}

function shown() {
  return shownTheme(theme.get(), matchMedia("(prefers-color-scheme: dark)").matches);
}
