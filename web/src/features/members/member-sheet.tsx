import { useId, useState } from "react";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { useClosing } from "../../ui/closing";
import { Sheet } from "../../ui/dialog";
import { type Member, useBootstrap } from "../account/api";
import { inviteMember, type Link, updateMember } from "./api";
import { MemberForm, type MemberFormValues } from "./member-form";
import { changesOf, valuesOf } from "./rules";

interface Props {
  /** Whom to change; absent to add somebody. */
  member?: Member | undefined;
  onClose: () => void;
  /** Somebody was added, or there is a link to hand over. */
  onLink: (member: Member, link: Link) => void;
}

const nobody: Omit<MemberFormValues, "department_ids"> = {
  name: "",
  email: "",
  phone: "",
  role: "agent",
  organization: "",
  address: "",
  denied: [],
  entry: "link",
  password: "",
};

/** Adding somebody, or changing what is known of them. */
export function MemberSheet({ member, onClose, onLink }: Props) {
  const t = useT();
  const id = useId();
  const [state, setState] = useState({ dirty: false, busy: false });
  const save = useSave({ member, onClose, onLink });
  const department_ids = useMain();
  const { close, question } = useClosing({ ...state, onClose });
  const footer = (
    <>
      <Button disabled={state.busy} onClick={close}>
        {t("common.cancel")}
      </Button>
      <Button type="submit" form={id} look="primary" busy={state.busy}>
        {t(member ? "common.save" : "members.add")}
      </Button>
    </>
  );
  return (
    <>
      <Sheet
        open
        onClose={close}
        title={member ? t("members.edit", { name: member.name }) : t("members.add")}
        footer={footer}
      >
        <MemberForm
          id={id}
          start={member ? { ...valuesOf(member), entry: "none", password: "" } : { ...nobody, department_ids }}
          roles={member ? member.can?.change_role === true : true}
          onSave={save}
          onState={setState}
        />
      </Sheet>
      {question}
    </>
  );
}

/** Where a new member serves at first: the main department, if there is one. */
function useMain(): string[] {
  const { departments } = useBootstrap();
  return departments.filter(({ main }) => main).map(({ id }) => id);
}

function useSave({ member, onClose, onLink }: Props) {
  const t = useT();
  const { workspace } = useBootstrap().me;
  const change = async (whom: Member, values: MemberFormValues) => {
    const { entry: _, password: __, ...fields } = values;
    const changes = changesOf(valuesOf(whom), fields);
    if (Object.keys(changes).length > 0) await updateMember(whom.id, changes);
    toast({ text: t("common.saved") });
    onClose();
  };
  const add = async ({ entry, password, denied, ...fields }: MemberFormValues) => {
    const { member: added, link } = await inviteMember({
      ...fields,
      ...(fields.role === "manager" ? { denied } : {}),
      ...(entry === "password" ? { password } : {}),
    });
    if (link) return onLink(added, link);
    toast({ text: t("members.added", { name: added.name, workspace: workspace.name }) });
    onClose();
  };
  return (values: MemberFormValues) => (member ? change(member, values) : add(values));
}
