import type { Member } from "../account/api";
import type { MemberFields, Role } from "./api";

/** The roles, highest first. */
export const roles: readonly Role[] = ["owner", "admin", "manager", "supervisor", "agent"];

/** The permissions that can be taken from a single manager. */
export const deniable = ["manage_members", "workspace_settings", "manage_departments", "manage_allocation"] as const;

export interface Filter {
  /** Part of a name, an email or a phone number. */
  query: string;
  /** Empty for all. */
  role: string;
  /** Id of a department; empty for all, `noDepartment` for those who serve none. */
  department: string;
}

/** The filter for those who serve no department. */
export const noDepartment = "none";

/** The members who are still here and match, the highest roles first, then by name. */
export function shownMembers(members: readonly Member[], { query, role, department }: Filter): Member[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return members
    .filter((member) => member.state !== "removed" && (!role || member.role === role))
    .filter(({ department_ids: served }) => {
      if (department === noDepartment) return served.length === 0;
      return !department || served.includes(department);
    })
    .filter((member) => words.every((word) => textOf(member).includes(word)))
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name));
}

function textOf({ name, private: own }: Member): string {
  // A number is looked for as it is said, 0812…, and as it is kept, +62812….
  const phone = own?.phone ? `${own.phone} ${own.phone.replace(/^\+62/, "0")}` : "";
  return `${name} ${own?.email ?? ""} ${phone}`.toLowerCase();
}

/** How many are here, and how many of them have not come in yet. */
export function countMembers(members: readonly Member[]): { here: number; invited: number } {
  const here = members.filter(({ state }) => state !== "removed");
  return { here: here.length, invited: here.filter(({ state }) => state === "invited").length };
}

/** What the form asks for, as texts. */
export interface MemberValues {
  name: string;
  email: string;
  phone: string;
  role: Role;
  organization: string;
  address: string;
  denied: string[];
  /** The departments they serve, the one they mostly work in first. */
  department_ids: string[];
}

export function valuesOf(member: Member): MemberValues {
  const { email = "", phone = "", organization = "", address = "", denied = [] } = member.private ?? {};
  const department_ids = [...member.department_ids];
  return { name: member.name, role: member.role, email, phone, organization, address, denied, department_ids };
}

/** Only what was changed: sending one's own unchanged role would already be refused. */
export function changesOf(before: MemberValues, after: MemberValues): MemberFields {
  const names = Object.keys(before) as (keyof MemberValues)[];
  // What is denied to a manager means nothing for the other roles.
  const wanted = { ...after, denied: after.role === "manager" ? after.denied : before.denied };
  const changed = names.filter((name) => `${before[name]}` !== `${wanted[name]}`);
  return Object.fromEntries(changed.map((name) => [name, wanted[name]]));
}

/** The address that opens WhatsApp with a text to a number; without a number the person chooses to whom. */
export function whatsappLink(phone: string, text: string): string {
  const digits = phone.replace(/\D/g, "");
  return `https://wa.me/${digits}?text=${encodeURIComponent(text)}`;
}
