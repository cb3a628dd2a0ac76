import { Bell, Inbox, Keyboard, Settings } from "lucide-react";
import { Rail, railEntry } from "../app/rail";
import { createStore } from "../lib/store";
import { Avatar } from "../ui/avatar";

const places = [
  { to: "/", label: "app.sound", icon: Inbox, count: createStore(128) },
  { to: "/b", label: "app.preferences", icon: Bell, count: createStore(3) },
  { to: "/c", label: "app.shortcuts", icon: Keyboard },
  { to: "/d", label: "app.language", icon: Settings },
] as const;

export function RailParts() {
  return (
    <div className="flex h-96 flex-col border md:flex-row">
      <Rail
        places={places}
        end={
          <button type="button" className={railEntry}>
            <Avatar id="m1" name="Rina Wulandari" size={24} />
            <span>Rina</span>
          </button>
        }
      />
      <div className="flex-1 bg-canvas" />
    </div>
  );
}
