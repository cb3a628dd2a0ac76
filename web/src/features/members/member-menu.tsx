import { useNavigate } from "@tanstack/react-router";
import { KeyRound, MoreHorizontal, Pencil, Send, User, UserMinus } from "lucide-react";
import { useT } from "../../lib/i18n";
import { IconButton } from "../../ui/icon-button";
import { Menu, type MenuEntry } from "../../ui/menu";
import { type Member, useBootstrap } from "../account/api";
import type { MemberActs } from "./member-list";

/** What may be done to a member. Nothing is drawn where that is nothing. */
export function MemberMenu({ member, onEdit, onLink, onRemove }: { member: Member } & MemberActs) {
  const t = useT();
  const go = useNavigate();
  const { me } = useBootstrap();
  const { update, invite, remove } = member.can ?? {};
  const own = member.id === me.member.id;
  const invited = member.state === "invited";
  const entries: (MenuEntry | false | undefined)[] = [
    own && {
      id: "own",
      label: t("members.own_account"),
      icon: <User size={16} />,
      onSelect: () => void go({ to: "/settings/account" }),
    },
    !own &&
      update && { id: "edit", label: t("members.change"), icon: <Pencil size={16} />, onSelect: () => onEdit(member) },
    invite && {
      id: "link",
      label: t(invited ? "members.invite_again" : "members.password_link"),
      icon: invited ? <Send size={16} /> : <KeyRound size={16} />,
      onSelect: () => onLink(member),
    },
    remove && { kind: "separator", id: "danger" },
    remove && {
      id: "remove",
      label: t("members.remove"),
      icon: <UserMinus size={16} />,
      danger: true,
      onSelect: () => onRemove(member),
    },
  ];
  const items = entries.filter((entry): entry is MenuEntry => Boolean(entry));
  if (items.length === 0) return null;
  const label = t("members.acts_for", { name: member.name });
  return (
    <Menu
      label={label}
      items={items}
      align="end"
      trigger={(props) => <IconButton {...props} tip="left" label={label} icon={<MoreHorizontal size={18} />} />}
    />
  );
}
