// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeMember } from "../../test/makers";
import { changesOf, countMembers, shownMembers, valuesOf, whatsappLink } from "./rules";

const members = [
  makeMember({ name: "Eko Nugroho", role: "agent", email: "eko@melati.example", phone: "+6281234567890" }),
  makeMember({ name: "Bagas Pratama", role: "admin", email: "bagas@melati.example" }),
  makeMember({ name: "Ayu Lestari", role: "agent", state: "invited" }),
  makeMember({ name: "Ratna Sari", role: "owner" }),
  makeMember({ name: "Gilang Saputra", role: "agent", state: "removed" }),
];
const names = (query: string, role = "", department = "") =>
  shownMembers(members, { query, role, department }).map(({ name }) => name.split(" ")[0]);

describe("the list", () => {
  test("begins with the highest role, then goes by name; who left is not in it", () => {
    expect(names("")).toEqual(["Ratna", "Bagas", "Ayu", "Eko"]);
  });

  test.each([
    ["eko", "", ["Eko"]],
    ["nugroho EKO", "", ["Eko"]],
    ["bagas@mel", "", ["Bagas"]],
    ["0812345", "", ["Eko"]],
    ["+62812", "", ["Eko"]],
    ["", "agent", ["Ayu", "Eko"]],
    ["ratna", "agent", []],
    ["gilang", "", []],
  ])("%j among %j", (query, role, found) => {
    expect(names(query, role)).toEqual(found);
  });

  test("is narrowed to a department, or to those who serve none", () => {
    const [eko, bagas] = [members[0], members[1]];
    if (eko) eko.department_ids = ["sales", "care"];
    if (bagas) bagas.department_ids = ["care"];
    expect(names("", "", "care")).toEqual(["Bagas", "Eko"]);
    expect(names("", "agent", "sales")).toEqual(["Eko"]);
    expect(names("", "", "none")).toEqual(["Ratna", "Ayu"]);
  });

  test("tells how many are here and how many have not come in", () => {
    expect(countMembers(members)).toEqual({ here: 4, invited: 1 });
  });
});

describe("what is sent of a changed member", () => {
  const before = valuesOf(
    makeMember({ name: "Citra", role: "manager", email: "citra@melati.example", department_ids: ["sales", "care"] }),
  );

  test.each([
    [{}, {}],
    [{ name: "Citra Lestari" }, { name: "Citra Lestari" }],
    [{ denied: ["manage_members"] }, { denied: ["manage_members"] }],
    [{ role: "agent", denied: ["manage_members"] }, { role: "agent" }],
    [{ email: "" }, { email: "" }],
    [{ department_ids: ["care", "sales"] }, { department_ids: ["care", "sales"] }],
    [{ department_ids: ["sales", "care"] }, {}],
  ])("after %j", (change, sent) => {
    expect(changesOf(before, { ...before, ...(change as object) })).toEqual(sent);
  });
});

test.each([
  ["+62 812-3456", "Halo & selamat", "https://wa.me/628123456?text=Halo%20%26%20selamat"],
  ["", "Halo", "https://wa.me/?text=Halo"],
])("a link for %j", (phone, text, link) => {
  expect(whatsappLink(phone, text)).toBe(link);
});
