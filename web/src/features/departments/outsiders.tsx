import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { rescueFocus } from "../../lib/lost-focus";
import { toast } from "../../lib/toast";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { Menu } from "../../ui/menu";
import { type Member, useBootstrap, useMay } from "../account/api";
import { type Department, joinDepartment, present } from "./api";
import { outsiders } from "./rules";

/** Says what it means to be in no department, and who is: with a way to put them into one. */
export function Outsiders() {
  const t = useT();
  const house = useBootstrap();
  const out = outsiders(house);
  if (out.length === 0) return <p className="text-muted">{t("departments.nobody_outside")}</p>;
  return (
    <section aria-label={t("departments.outside")} className="rounded-card border bg-warn-ground p-4 md:p-5">
      <h2 className="text-16 font-semibold">{t("departments.outside")}</h2>
      <p className="mt-1">{t("departments.outside_hint")}</p>
      <ul className="mt-2 flex flex-col">
        {out.map((member) => (
          <li key={member.id} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <Avatar id={member.id} name={member.name} src={member.avatar_url} size={24} />
            <span className="min-w-0 flex-1 wrap-anywhere">{member.name}</span>
            <Join member={member} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The button that puts somebody into a department. */
function Join({ member }: { member: Member }) {
  const t = useT();
  const house = useBootstrap();
  const manages = useMay("manage_departments");
  const [busy, setBusy] = useState(false);
  if (!manages || !member.can?.update) return null;
  const open = present(house).filter(({ state }) => state === "active");
  const join = async ({ id, name }: Department) => {
    setBusy(true);
    try {
      await joinDepartment(member, id);
      toast({ text: t("departments.joined", { name: member.name, department: name }) });
      rescueFocus();
    } catch (error) {
      toast({ kind: "failed", text: errorWords(t, error) });
      setBusy(false);
    }
  };
  return (
    <Menu
      align="end"
      label={t("departments.join_named", { name: member.name })}
      items={open.map((one) => ({ id: one.id, label: one.name, onSelect: () => void join(one) }))}
      trigger={(props) => (
        <Button
          {...props}
          size="small"
          busy={busy}
          icon={<UserRoundPlus size={14} />}
          aria-label={t("departments.join_named", { name: member.name })}
        >
          {t("departments.join")}
        </Button>
      )}
    />
  );
}
