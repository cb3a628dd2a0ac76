import { useMemo } from "react";
import type { later } from "../locales/id/id-later";
import type { office } from "../locales/id/id-office";
import type first from "../locales/id/index";
import { load, save } from "./storage";
import { createStore, useStore } from "./store";
import { translate, type Values, type Words } from "./translate";

/** The languages of the screens. Indonesian is the default, whatever the browser prefers. */
export type Language = "id" | "en";

export const languages: readonly { code: Language; name: string }[] = [
  { code: "id", name: "Bahasa Indonesia" },
  { code: "en", name: "English" },
];

type Tree = typeof first & typeof later & typeof office;
type RawKey = { [File in keyof Tree]: `${File & string}.${keyof Tree[File] & string}` }[keyof Tree];
type WithoutPlural<Key extends string> = Key extends `${infer Name}_${"one" | "other"}` ? Name : Key;
/** Every text there is, as `file.key`; plural forms share one key. A missing text does not compile. */
export type WordKey = WithoutPlural<RawKey>;
/** Finds a text in the language of the moment and fills it in. */
export type Translate = (key: WordKey, values?: Values) => string;

/** Texts that come after the first screen: for threads and connecting channels; for those who run the floor. */
export type Part = "later" | "office";

type Source = Record<Part | "first", () => Promise<Words>>;

const sources: Record<Language, Source> = {
  id: {
    first: async () => (await import("../locales/id/index")).default,
    later: async () => (await import("../locales/id/id-later")).later,
    office: async () => (await import("../locales/id/id-office")).office,
  },
  en: {
    first: async () => (await import("../locales/en/index")).default,
    later: async () => (await import("../locales/en/en-later")).later,
    office: async () => (await import("../locales/en/en-office")).office,
  },
};

const current = createStore<{ language: Language; words: Words }>({ language: "id", words: {} });

/** The language this browser was set to; `undefined` if nobody chose here. */
export function chosenLanguage(): Language | undefined {
  const stored = load<string>("language", "");
  return stored === "id" || stored === "en" ? stored : undefined;
}

/** Loads a language's texts, then shows everything in it. The app must wait for the first one before it renders. */
export async function showLanguage(language: Language): Promise<void> {
  const all = await Promise.all([...(["first"] as const), ...asked.keys()].map((part) => sources[language][part]()));
  document.documentElement.lang = language;
  current.set({ language, words: Object.assign({}, ...all) });
}

/** The parts that somebody has asked for, here or on the way. */
const asked = new Map<Part, Promise<void>>();

/** Loads a part of the texts, here and with every language that is chosen later. */
export function laterWords(part: Part = "later"): Promise<void> {
  const coming =
    asked.get(part) ??
    addWords(part).catch((error: unknown) => {
      asked.delete(part);
      throw error;
    });
  asked.set(part, coming);
  return coming;
}

async function addWords(part: Part): Promise<void> {
  const { language } = current.get();
  const words = await sources[language][part]();
  // Another language was chosen meanwhile, which may have come without them.
  if (current.get().language !== language) return addWords(part);
  current.set((now) => ({ language, words: { ...now.words, ...words } }));
}

/** A part of the app that says more than the first screen, once its texts are there. */
export async function withWords<Code>(code: Promise<Code>, ...parts: Part[]): Promise<Code> {
  const [come] = await Promise.all([code, laterWords(), ...parts.map(laterWords)]);
  return come;
}

/** Changes the language because the person said so: it is remembered in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  save("language", language);
  await showLanguage(language);
}

/** Finds a text outside a component. Inside one use `useT`, which follows a change of language. */
export const t: Translate = (key, values) => {
  const { language, words } = current.get();
  return translate(words, language, key, values);
};

/** The translating function, for a component. Renders again when the language changes. */
export function useT(): Translate {
  const state = useStore(current);
  return useMemo(() => (key, values) => translate(state.words, state.language, key, values), [state]);
}

/** The language and its texts, for a component that takes texts apart itself. */
export function useWords(): { language: Language; words: Words } {
  return useStore(current);
}

/** The language of the moment, for a component. */
export function useLanguage(): Language {
  return useStore(current, (state) => state.language);
}

/** The language of the moment, outside a component. */
export function language(): Language {
  return current.get().language;
}
