import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { changeBootstrap, type Member, noteMember } from "../account/api";

export type Role = Member["role"];

/** What can be said of a member; what is absent stays as it is. */
export type MemberFields = components["schemas"]["MemberFields"];

/** A link by which a member sets a password. It is told once. */
export type Link = components["schemas"]["Link"];

/** Adds a member: with a password who can sign in at once, without one who gets a link. */
export async function inviteMember(fields: MemberFields & { password?: string }) {
  const { member, link } = await api.post<{ member: Member; link: Link | null }>("/members", fields);
  noteMember(member);
  return { member, link };
}

export async function updateMember(id: string, fields: MemberFields): Promise<Member> {
  const member = await api.patch<Member>(`/members/${id}`, fields);
  noteMember(member);
  return member;
}

export async function removeMember(id: string): Promise<void> {
  await api.delete(`/members/${id}`);
  changeBootstrap((house) => ({
    ...house,
    members: house.members.map((member) => (member.id === id ? { ...member, state: "removed" } : member)),
  }));
}

/** Makes a new link; an earlier one stops working. */
export const linkMember = (id: string) => api.post<Link>(`/members/${id}/link`);
