import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useMedia } from "../../lib/media";
import { phoneText } from "../../lib/phone";
import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { PresenceLine } from "../../ui/presence-line";
import { TimeText } from "../../ui/time-text";
import { type Member, useBootstrap, useMay } from "../account/api";
import { isBound, present } from "../departments/api";
import { MemberMenu } from "./member-menu";

/** What can be done to a member from the list. */
export interface MemberActs {
  onEdit: (member: Member) => void;
  onLink: (member: Member) => void;
  onRemove: (member: Member) => void;
}

/** From here on there is room for columns beside the settings' own list. */
const roomForTable = "(min-width: 62rem)";

/** The members: a table where there is room, cards where there is not. */
export function MemberList({ members, ...acts }: { members: readonly Member[] } & MemberActs) {
  const table = useMedia(roomForTable);
  return table ? <Table members={members} {...acts} /> : <Cards members={members} {...acts} />;
}

function Table({ members, ...acts }: { members: readonly Member[] } & MemberActs) {
  const t = useT();
  const manages = useMay("manage_members");
  const divided = present(useBootstrap()).length > 0;
  const head = "px-4 py-2.5 text-start text-13 font-medium text-muted";
  return (
    <div className="rounded-card border bg-surface">
      <table className="w-full table-fixed">
        <thead>
          <tr className="border-b">
            <th scope="col" className={head}>
              {t("members.name")}
            </th>
            <th scope="col" className={cx(head, "w-36")}>
              {t("members.role")}
            </th>
            {divided && (
              <th scope="col" className={cx(head, "w-44")}>
                {t("members.departments")}
              </th>
            )}
            {manages && (
              <>
                <th scope="col" className={cx(head, "w-44")}>
                  {t("members.seen")}
                </th>
                <th scope="col" className={cx(head, "w-16")}>
                  <span className="sr-only">{t("members.acts")}</span>
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.id} className="border-b last:border-b-0">
              <td className="px-4 py-2.5">
                <Who member={member} onEdit={acts.onEdit} />
              </td>
              <td className="px-4 py-2.5">{t(`members.role_${member.role}`)}</td>
              {divided && (
                <td className="px-4 py-2.5 wrap-anywhere">
                  <Served member={member} />
                </td>
              )}
              {manages && (
                <>
                  <td className="px-4 py-2.5 text-muted">
                    <Seen member={member} />
                  </td>
                  <td className="px-2 text-end">
                    <MemberMenu member={member} {...acts} />
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ members, ...acts }: { members: readonly Member[] } & MemberActs) {
  const t = useT();
  const manages = useMay("manage_members");
  const divided = present(useBootstrap()).length > 0;
  return (
    <ul className="-mx-4 border-y bg-surface md:mx-0 md:rounded-card md:border">
      {members.map((member) => (
        <li key={member.id} className="flex items-center gap-2 border-b py-2.5 ps-4 pe-1.5 last:border-b-0">
          <div className="min-w-0 flex-1">
            <Who member={member} onEdit={acts.onEdit} />
            <p className="ms-13 mt-0.5 flex flex-wrap items-center gap-x-1.5 text-13 text-muted">
              {t(`members.role_${member.role}`)}
              {divided && (
                <>
                  <span aria-hidden="true">·</span>
                  <Served member={member} />
                </>
              )}
              {manages && (
                <>
                  <span aria-hidden="true">·</span>
                  <Seen member={member} />
                </>
              )}
            </p>
          </div>
          {manages && <MemberMenu member={member} {...acts} />}
        </li>
      ))}
    </ul>
  );
}

/** Face, name and how to reach them. The name opens what is known, for whoever may change it. */
function Who({ member, onEdit }: { member: Member } & Pick<MemberActs, "onEdit">) {
  const t = useT();
  const { me } = useBootstrap();
  const own = member.id === me.member.id;
  const contact = [member.private?.email, phoneText(member.private?.phone ?? "")].filter(Boolean);
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar id={member.id} name={member.name} src={member.avatar_url} />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2">
          {member.can?.update && !own ? (
            <button
              type="button"
              className="hit-area truncate rounded-[2px] font-medium hover:underline"
              onClick={() => onEdit(member)}
            >
              {member.name}
            </button>
          ) : (
            <span className="truncate font-medium">{member.name}</span>
          )}
          {own && <Badge kind="brand">{t("members.you")}</Badge>}
        </p>
        {(member.state === "active" || contact.length > 0) && (
          <p className="flex flex-wrap gap-x-2.5 text-13 text-muted">
            {member.state === "active" && <PresenceLine state={member.presence.state} />}
            {contact.map((way) => (
              <span key={way} className="max-w-full truncate">
                {way}
              </span>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}

/** The departments they serve, the one they mostly work in first, and those they lead. Who sees next to nothing for want of one stands out. */
function Served({ member: { id, role, department_ids } }: { member: Member }) {
  const t = useT();
  const house = useBootstrap();
  const departments = present(house);
  const names = department_ids.flatMap((id) => departments.find((one) => one.id === id)?.name ?? []);
  const led = departments.filter(({ setup }) => setup?.supervisor_id === id);
  const all = [...names, ...led.map(({ name }) => t("members.leads", { name }))];
  if (all.length > 0) return <span>{all.join(", ")}</span>;
  // Who sees everything misses nothing.
  if (!isBound(house, role)) return <span className="text-muted">{t("members.no_department")}</span>;
  return <Badge kind="warn">{t("members.no_department")}</Badge>;
}

/** When they were last here, or that they have not come yet. */
function Seen({ member }: { member: Member }) {
  const t = useT();
  if (member.state === "invited") return <Badge kind="warn">{t("members.invited")}</Badge>;
  const at = member.private?.last_seen_at;
  return at ? <TimeText at={at} as="ago" /> : <span>{t("members.never_seen")}</span>;
}
