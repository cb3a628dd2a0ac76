import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchX, UserPlus } from "lucide-react";
import { useEffect, useState } from "react";
import { useCommands } from "../../commands/registry";
import { type Member, refreshBootstrap, useBootstrap, useMay } from "../../features/account/api";
import { type Link, linkMember } from "../../features/members/api";
import { LinkDialog } from "../../features/members/link-dialog";
import { MemberFilter } from "../../features/members/member-filter";
import { MemberList } from "../../features/members/member-list";
import { MemberSheet } from "../../features/members/member-sheet";
import { RemoveDialog } from "../../features/members/remove-dialog";
import { countMembers, type Filter, shownMembers } from "../../features/members/rules";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Page } from "../../ui/page";

/** What is open over the list. */
type Open =
  | { kind: "add" }
  | { kind: "edit" | "remove"; member: Member }
  | { kind: "link"; member: Member; link: Link; added: boolean };

/** Who belongs to the workspace, and for those who manage members everything one can do about it. */
export function Members() {
  const t = useT();
  const { members } = useBootstrap();
  const manages = useMay("manage_members");
  const [filter, setFilter] = useFilter();
  const [open, setOpen] = useState<Open>();
  const { here, invited } = countMembers(members);
  const shown = shownMembers(members, filter);
  const add = () => setOpen({ kind: "add" });
  // When somebody was last here changes without a word from the server.
  useEffect(() => void refreshBootstrap(), []);
  useCommands(() => [
    { id: "members.add", label: "members.add", group: "go", icon: UserPlus, when: () => manages, run: add },
  ]);
  const makeLink = async (member: Member) => {
    try {
      setOpen({ kind: "link", member, link: await linkMember(member.id), added: false });
    } catch (error) {
      toast({ kind: "failed", text: errorWords(t, error) });
    }
  };
  const counted =
    invited > 0 ? t("members.count_invited", { count: here, invited }) : t("members.count", { count: here });
  return (
    <Page
      wide
      title={t("settings.members")}
      description={manages ? counted : t("members.read_only", { count: here })}
      actions={
        manages && (
          <Button look="primary" icon={<UserPlus size={16} />} onClick={add}>
            {t("members.add")}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <MemberFilter filter={filter} onChange={setFilter} />
        {shown.length > 0 ? (
          <MemberList
            members={shown}
            onEdit={(member) => setOpen({ kind: "edit", member })}
            onRemove={(member) => setOpen({ kind: "remove", member })}
            onLink={(member) => void makeLink(member)}
          />
        ) : (
          <EmptyState
            icon={<SearchX size={24} />}
            title={t("members.none_found")}
            action={
              <Button onClick={() => setFilter({ query: "", role: "", department: "" })}>
                {t("members.clear_filter")}
              </Button>
            }
          >
            {t("members.none_found_hint")}
          </EmptyState>
        )}
      </div>
      <Layers open={open} onOpen={setOpen} />
    </Page>
  );
}

function Layers({ open, onOpen }: { open: Open | undefined; onOpen: (open: Open | undefined) => void }) {
  const close = () => onOpen(undefined);
  if (open?.kind === "add" || open?.kind === "edit") {
    return (
      <MemberSheet
        member={open.kind === "edit" ? open.member : undefined}
        onClose={close}
        onLink={(member, link) => onOpen({ kind: "link", member, link, added: true })}
      />
    );
  }
  if (open?.kind === "remove") return <RemoveDialog member={open.member} onClose={close} />;
  if (open?.kind === "link") {
    const another = open.added ? () => onOpen({ kind: "add" }) : undefined;
    return <LinkDialog member={open.member} link={open.link} onClose={close} onAnother={another} />;
  }
  return null;
}

/** The filter, which stands in the address so that it can be shared and survives going back. */
function useFilter(): [Filter, (filter: Filter) => void] {
  const { q = "", role = "", department = "" } = useSearch({ from: "/inside/settings/members" });
  const go = useNavigate({ from: "/settings/members" });
  const set = ({ query, role, department }: Filter) =>
    void go({
      search: { q: query || undefined, role: role || undefined, department: department || undefined },
      replace: true,
    });
  return [{ query: q, role, department }, set];
}
