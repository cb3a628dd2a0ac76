import { CircleCheck, Clock, MessageCircle } from "lucide-react";
import { useState } from "react";
import { now } from "../lib/clock";
import { Avatar, type AvatarSize } from "../ui/avatar";
import { Badge, Count } from "../ui/badge";
import { Chip } from "../ui/chip";
import { Kbd } from "../ui/kbd";
import { TimeText } from "../ui/time-text";
import { Line } from "./kit";

const names = [
  "Rina Wulandari",
  "Budi",
  "Siti Nur Aisyah",
  "+62 812-3456-7890",
  "Made Wirawan",
  "Yohanes Kogoya",
  "王小明",
  "Ayu Lestari",
];
const sizes: AvatarSize[] = [20, 24, 32, 40, 56];

export function SmallParts() {
  const [shown, setShown] = useState(["Keluhan", "Pengiriman ke luar pulau dengan kapal"]);
  return (
    <>
      <Line>
        {names.map((name, at) => (
          <Avatar key={name} id={`a${at * 7}`} name={name} />
        ))}
        {sizes.map((size) => (
          <Avatar key={size} id="a1" name="Rina Wulandari" size={size} />
        ))}
      </Line>
      <Line>
        <Badge>Tidak aktif</Badge>
        <Badge kind="brand" icon={<MessageCircle size={12} />}>
          Ditangani
        </Badge>
        <Badge kind="ok" icon={<CircleCheck size={12} />}>
          Selesai
        </Badge>
        <Badge kind="warn" icon={<Clock size={12} />}>
          Antrean
        </Badge>
        <Badge kind="bad">Gagal terkirim</Badge>
        <Count count={3} label="3 belum dibaca" />
        <Count count={12} label="12 belum dibaca" />
      </Line>
      <Line>
        {shown.map((label) => (
          <Chip
            key={label}
            label={label}
            color="#b3261e"
            onRemove={() => setShown(shown.filter((one) => one !== label))}
          />
        ))}
        <Chip label="Grosir" />
      </Line>
      <Line>
        <Kbd keys="mod+k" />
        <Kbd keys="g i" />
        <Kbd keys="mod+shift+enter" />
        <Kbd keys="?" />
      </Line>
      <Line>
        <TimeText at={now() - 5 * 60_000} />
        <TimeText at={now() - 5 * 60_000} as="since" />
        <TimeText at={now() - 26 * 3_600_000} />
        <TimeText at={now() - 26 * 3_600_000} as="day" />
        <TimeText at="2025-08-17T03:00:00Z" />
        <TimeText at="2025-08-17T03:00:00Z" as="full" />
      </Line>
    </>
  );
}
