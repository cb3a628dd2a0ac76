import { useT, type WordKey } from "../lib/i18n";
import { useStore } from "../lib/store";
import { Banner } from "../ui/banner";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { singleKeys } from "./keys";
import { allCommands, type Command, type CommandGroup } from "./registry";

interface Props {
  open: boolean;
  onClose: () => void;
}

const groups: readonly { id: CommandGroup; title: WordKey }[] = [
  { id: "go", title: "commands.group_go" },
  { id: "list", title: "commands.group_list" },
  { id: "conversation", title: "commands.group_conversation" },
  { id: "compose", title: "commands.group_compose" },
  { id: "app", title: "commands.group_app" },
];

/** Every key of this screen, by group. */
export function CheatSheet({ open, onClose }: Props) {
  const t = useT();
  const letters = useStore(singleKeys);
  const commands = open ? allCommands().filter((command) => command.keys && command.keys.length > 0) : [];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="large"
      title={t("commands.cheat_sheet")}
      description={t("commands.close_hint")}
    >
      {!letters && <Banner className="mb-4">{t("commands.letters_off")}</Banner>}
      <div className="gap-x-8 md:columns-2">
        {groups.map((group) => (
          <Group
            key={group.id}
            title={t(group.title)}
            commands={commands.filter((command) => command.group === group.id)}
          />
        ))}
      </div>
    </Dialog>
  );
}

function Group({ title, commands }: { title: string; commands: readonly Command[] }) {
  const t = useT();
  if (commands.length === 0) return null;
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="mb-1 font-semibold">{title}</h3>
      <dl>
        {commands.map((command) => (
          <div key={command.id} className="flex items-center justify-between gap-4 border-b py-1.5">
            <dt className="min-w-0">{t(command.label)}</dt>
            <dd className="flex shrink-0 flex-wrap justify-end gap-2">
              {command.keys?.map((keys) => (
                <Kbd key={keys} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
