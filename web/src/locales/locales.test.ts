// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync, Visitor } from "vite";
import { describe, expect, test } from "vitest";
import { filesLike, source, textOf } from "../test/read";
import { later as enLater } from "./en/en-later";
import { office as enOffice } from "./en/en-office";
import enFirst from "./en/index";
import { later as idLater } from "./id/id-later";
import { office as idOffice } from "./id/id-office";
import idFirst from "./id/index";

type Words = Record<string, Record<string, string>>;
const id = { ...idFirst, ...idLater, ...idOffice };
const en = { ...enFirst, ...enLater, ...enOffice };
const languages: Record<string, Words> = { id, en };
const sources = filesLike(/\.tsx?$/).filter((path) => !/\.test\.tsx?$|^test\/|^locales\//.test(path));
const shownSources = sources.filter((path) => !path.startsWith("kit/"));

function entries(words: Words): [string, string][] {
  return Object.entries(words).flatMap(([file, texts]) =>
    Object.entries(texts).map(([key, text]): [string, string] => [`${file}.${key}`, text]),
  );
}

const base = (key: string) => key.replace(/_(one|other)$/, "");
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}|<(\w+)>/g)].map((match) => match[0]).sort();

test("both languages have the same keys", () => {
  const [first, second] = [id, en].map((words) => [...new Set(entries(words).map(([key]) => base(key)))].sort());
  expect(second).toEqual(first);
});

test("both languages fill in the same values", () => {
  const other = new Map(entries(en).map(([key, text]) => [base(key), text]));
  const wrong = entries(id).filter(
    ([key, text]) => `${placeholders(text)}` !== `${placeholders(other.get(base(key)) ?? "")}`,
  );
  expect(wrong).toEqual([]);
});

describe.each(Object.keys(languages))("%s", (language) => {
  const words = languages[language] ?? {};

  test("has every plural form of its language and no other", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plural = entries(words).filter(([key]) => key !== base(key));
    const found = new Map<string, string[]>();
    for (const [key] of plural) found.set(base(key), [...(found.get(base(key)) ?? []), key.split("_").at(-1) ?? ""]);
    for (const [key, has] of found) expect(has.sort(), key).toEqual([...forms].sort());
  });

  test("has no empty text, no straight dots, and no space at the ends", () => {
    expect(entries(words).filter(([, text]) => text.trim() !== text || text === "" || text.includes("..."))).toEqual(
      [],
    );
  });

  test("is sorted, so that two people's additions do not meet in one line", () => {
    for (const [file, texts] of Object.entries(words))
      expect(Object.keys(texts), file).toEqual(Object.keys(texts).sort());
  });
});

/** What a file takes in at once: its static imports that are not types, as paths relative to the sources. */
function takenIn(path: string): string[] {
  const imports = textOf(path).matchAll(/^(?:import|export) (?!type\b)(?:[^;]*? from )?"(\.[^"]+)";/gm);
  return [...imports]
    .map((match) => normalize(join(dirname(path), match[1] ?? "")))
    .flatMap((target) => sources.filter((one) => one.replace(/\.tsx?$/, "") === target));
}

/** All that comes with a file, itself too. */
function comingWith(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known;
  known.add(path);
  for (const next of takenIn(path)) comingWith(next, known);
  return known;
}

test("what comes at the start says nothing whose texts come later", () => {
  // Says what it is asked for, and nobody at the start asks for those.
  const asked = ["lib/error-words.ts"];
  const start = [...comingWith("app/main.tsx"), ...comingWith("app/screens/inbox.tsx")];
  expect(start.length).toBeGreaterThan(60);
  const families = Object.keys({ ...idLater, ...idOffice }).join("|");
  const says = new RegExp(`["\`](?:${families})\\.[a-z_]+`);
  expect([...new Set(start)].filter((path) => says.test(textOf(path)) && !asked.includes(path))).toEqual([]);
});

test("no text is unused", () => {
  const all = shownSources.map(textOf).join("\n");
  // A key that is put together, as `errors.${code}`, uses all texts that begin like it.
  const families = [...all.matchAll(/`(\w+\.\w*)\$\{/g)].map((match) => match[1] ?? "");
  const used = (key: string) => all.includes(`"${key}"`) || families.some((family) => key.startsWith(family));
  expect([...new Set(entries(id).map(([key]) => base(key)))].filter((key) => !used(key))).toEqual([]);
});

/** The words by which the server's Go code says what is wrong: with a request, and with a field. */
function serverCodes(): string[] {
  const folder = join(source, "../../internal");
  // What a simulated provider answers is a provider's word.
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => /(?<!_test)\.go$/.test(entry.name) && !entry.parentPath.startsWith(join(folder, "simulate")),
  );
  const code = files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8")).join("\n");
  const patterns = [
    /sapa\.Errorf\([\w.]+, "([a-z_]+)"/g,
    /BadField\([^,\n]+, "([a-z_]+)"\)/g,
    /\.(?:Add|Check)\([^\n]*, "([a-z_]+)"\)/g,
    /sapa\.Error\{[^}]*?Code: +"([a-z_]+)"/g,
    // Functions that answer the word for what is wrong.
    /return nil, "([a-z_]+)"$/gm,
    /return "([a-z]+_[a-z_]+)"$/gm,
    /unless\([^\n]*, "([a-z_]+)"\)/g,
  ];
  return [...new Set(patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? "")))].sort();
}

test("every code of the server has its words, and no code has two", () => {
  expect(Object.keys(id.errors).filter((code) => code in id.refusals)).toEqual([]);
  // Said at the start of the program, where no screen is.
  const elsewhere = ["schema_version"];
  const codes = serverCodes();
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code) => !(code in id.errors) && !(code in id.refusals) && !elsewhere.includes(code))).toEqual(
    [],
  );
});

// Attributes whose text people see or hear.
const spoken = new Set([
  "aria-label",
  "title",
  "placeholder",
  "alt",
  "label",
  "hint",
  "text",
  "description",
  "confirmLabel",
  "error",
]);

/** Texts for people that stand in a component instead of a locale file. */
function literalTexts(path: string, text: string): string[] {
  const found: string[] = [];
  const isText = (words: string) => /\p{L}{2}/u.test(words);
  const visitor = new Visitor({
    JSXText(node) {
      if (isText(node.value)) found.push(`${path}: ${node.value.trim()}`);
    },
    JSXAttribute(node) {
      const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
      if (spoken.has(name) && node.value?.type === "Literal" && isText(String(node.value.value))) {
        found.push(`${path}: ${name}=${node.value.value}`);
      }
    },
  });
  visitor.visit(parseSync(path, text).program);
  return found;
}

test("no component says anything that is not in a locale file", () => {
  const found = shownSources
    .filter((path) => path.endsWith(".tsx"))
    .flatMap((path) => literalTexts(path, textOf(path)));
  expect(found).toEqual([]);
});

test("the search for literal texts finds them", () => {
  expect(literalTexts("a.tsx", 'const a = <p title="Judul">Halo {name}</p>;')).toHaveLength(2);
  expect(literalTexts("a.tsx", 'const a = <p className="Judul">+ {t("x.y")}</p>;')).toEqual([]);
});
