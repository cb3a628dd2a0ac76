import { useMemo } from "react";
import type { later } from "../locales/id/id-later";
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

type Tree = typeof first & typeof later;
type RawKey = { [File in keyof Tree]: `${File & string}.${keyof Tree[File] & string}` }[keyof Tree];
type WithoutPlural<Key extends string> = Key extends `${infer Name}_${"one" | "other"}` ? Name : Key;
/** Every text there is, as `file.key`; plural forms share one key. A missing text does not compile. */
export type WordKey = WithoutPlural<RawKey>;
/** Finds a text in the language of the moment and fills it in. */
export type Translate = (key: WordKey, values?: Values) => string;

interface Source {
  first: () => Promise<{ default: Words }>;
  later: () => Promise<{ later: Words }>;
}

const sources: Record<Language, Source> = {
  id: { first: () => import("../locales/id/index"), later: () => import("../locales/id/id-later") },
  en: { first: () => import("../locales/en/index"), later: () => import("../locales/en/en-later") },
};

const current = createStore<{ language: Language; words: Words }>({ language: "id", words: {} });

/** The language this browser was set to; `undefined` if nobody chose here. */
export function chosenLanguage(): Language | undefined {
  const stored = load<string>("language", "");
  return stored === "id" || stored === "en" ? stored : undefined;
}

/** Loads a language's texts, then shows everything in it. The app must wait for the first one before it renders. */
export async function showLanguage(language: Language): Promise<void> {
  let words = (await sources[language].first()).default;
  if (rest) words = { ...words, ...(await sources[language].later()).later };
  document.documentElement.lang = language;
  current.set({ language, words });
}

/** The texts that come after the first screen, once somebody has asked for them. */
let rest: Promise<void> | undefined;

/** Loads the texts that come after the first screen, here and with every language that is chosen later. */
export function laterWords(): Promise<void> {
  rest ??= addLater().catch((error: unknown) => {
    rest = undefined;
    throw error;
  });
  return rest;
}

async function addLater(): Promise<void> {
  const { language } = current.get();
  const words = (await sources[language].later()).later;
  // Another language was chosen meanwhile, which may have come without them.
  if (current.get().language !== language) return addLater();
  current.set((now) => ({ language, words: { ...now.words, ...words } }));
}

/** A part of the app that says more than the first screen, once its texts are there. */
export async function withWords<Part>(part: Promise<Part>): Promise<Part> {
  const [come] = await Promise.all([part, laterWords()]);
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
