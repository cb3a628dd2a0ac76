import type { Bootstrap, Member } from "./api";

/** Puts a changed member into what is known of the house; what this visit may do to them stays as it was. */
export function withMember(house: Bootstrap, changed: Member): Bootstrap {
  const merge = (known: Member): Member => (known.id === changed.id ? { ...known, ...changed } : known);
  const members = house.members.some(({ id }) => id === changed.id)
    ? house.members.map(merge)
    : [...house.members, changed];
  return { ...house, members, me: changed.id === house.me.member.id ? meAs(house, changed) : house.me };
}

/** Notes whether a member is there; the rest of them stays as it was. */
export function withPresence(house: Bootstrap, id: string, presence: Member["presence"] | undefined): Bootstrap {
  const merge = (known: Member): Member => (presence && known.id === id ? { ...known, presence } : known);
  return { ...house, members: house.members.map(merge), me: { ...house.me, member: merge(house.me.member) } };
}

function meAs({ me }: Bootstrap, member: Member): Bootstrap["me"] {
  const { language, time_zone } = member.private ?? {};
  return {
    ...me,
    member: { ...me.member, ...member },
    language: language === "id" || language === "en" ? language : me.workspace.language,
    time_zone: time_zone || me.workspace.time_zone,
  };
}
