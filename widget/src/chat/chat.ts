import type { FieldProblem, Language, Message, Profile } from "../contract";
import { identity, isKnown, setIdentity } from "../keep/identity";
import { hearTabs, type News } from "../keep/tabs";
import { session } from "../keep/text-store";
import { keptAs, place } from "../place";
import { withReaction } from "../rules/merge";
import { request } from "../wire/request";
import { admit } from "./admit";
import { choose } from "./chosen";
import { decideForm, refreshConfig } from "./config";
import { nudgeFeed, renewFeed, showDown, startFeed } from "./feed";
import { take } from "./messages";
import { echo } from "./preview";
import { markRead, tellTyping } from "./receipts";
import { dropRecording } from "./recording";
import { flush, sendNow } from "./sender";
import { change, type Draft, emptyDraft, type Notice, state } from "./state";
import { queue, showOutbox } from "./waiting";

// What a visitor can do, and what follows from it.

/** Below this width, in CSS pixels, the window fills the screen. The style sheet has the same number. */
export const phoneWidth = 480;

/** Takes up what earlier pages left: an open window, a half-written text, messages that wait. */
export function wake(wantsOpen: boolean): void {
  const left = session.read<{ open: boolean; text: string }>(keptAs());
  change({ draft: { ...emptyDraft, text: left?.text ?? "" } });
  showOutbox();
  listen();
  // On a phone the window would cover the page that was just opened.
  if (wantsOpen || (left?.open && innerWidth >= phoneWidth)) open(false);
  else if (isKnown() || state.outbox.length) start();
}

/** `takesFocus`: whether the keyboard goes to the window; not when the page opens it by itself. */
export function open(takesFocus = true): void {
  change({ open: true, takesFocus, spoken: null });
  if (place.preview) return;
  change({ profile: { ...identity().profile, ...state.profile } });
  decideForm();
  remember();
  void refreshConfig();
  start();
  markRead();
}

export function close(): void {
  dropRecording();
  change({ open: false, spoken: null, notice: null, active: "", menu: false, viewing: null });
  remember();
}

export function setLanguage(language: Language): void {
  change({ language });
}

/** Prefills the pre-chat form; without a form the answers go with the first message. */
export function identify(given: Record<string, unknown>): void {
  const profile = { ...state.profile };
  for (const name of ["name", "email", "phone"] as const) {
    const value = given[name];
    if (typeof value === "string") profile[name] = value.trim();
  }
  change({ profile });
  if (!state.config.pre_chat.enabled && !isKnown()) setIdentity({ ...identity(), profile });
}

export function setDraft(part: Partial<Draft>): void {
  change({ draft: { ...state.draft, ...part } });
  if (part.text === undefined || place.preview) return;
  remember();
  if (part.text) tellTyping();
}

export async function addFiles(files: readonly File[]): Promise<void> {
  const { taken, notice } = admit(files, state.draft.files.length);
  notify(notice);
  const chosen = await Promise.all(taken.map((file) => choose(file, file.name)));
  // More may have come while these were measured.
  setDraft({ files: [...state.draft.files, ...chosen].slice(0, state.config.limits.files) });
}

/** Whether there is nothing to send. */
export function isEmpty({ text, files, location }: Draft): boolean {
  return !text.trim() && !files.length && !location;
}

/** Sends what stands in the composer, if it is something and not too long. Characters are counted as people do. */
export function send(): void {
  const { draft, config } = state;
  const count = config.limits.text;
  const tooLong = [...draft.text.trim()].length > count;
  notify(tooLong ? { key: "e_too_long", values: { count } } : null);
  if (tooLong || isEmpty(draft)) return;
  setDraft(emptyDraft);
  say(draft);
}

export async function sendVoice(recording: Blob, durationMs: number): Promise<void> {
  const ending = /ogg|webm/.exec(recording.type)?.[0] ?? "m4a";
  const { replyTo } = state.draft;
  setDraft({ replyTo: null });
  say({ ...emptyDraft, replyTo, files: [await choose(recording, `voice.${ending}`, durationMs)] });
}

/** Sets the visitor's reaction; the one that is set already is taken away. */
export async function react(message: Message, emoji: string): Promise<void> {
  const mine = message.reactions.find((reaction) => reaction.from === "me")?.emoji ?? "";
  const wanted = mine === emoji ? "" : emoji;
  const show = (one: string) =>
    take(state.messages.filter(({ n }) => n === message.n).map((now) => withReaction(now, one)));
  show(wanted);
  if (place.preview) return;
  try {
    await request(`/messages/${message.n}/reaction`, { emoji: wanted });
  } catch {
    show(mine);
    notify({ key: "e_failed" });
  }
}

/** Takes the answers of the pre-chat form. */
export function answer(answers: Profile): void {
  const profile = { ...state.profile, ...answers };
  change({ profile, profileProblems: [], asking: false });
  if (place.preview) return;
  setIdentity({ ...identity(), profile });
  sendNow();
}

/** The answers cannot be right: the form stays, with what is wrong. */
export function refuse(profile: Profile, profileProblems: FieldProblem[]): void {
  change({ profile, profileProblems });
}

/** Tells whether the end of the conversation is in view. */
export function setAtEnd(atEnd: boolean): void {
  if (atEnd !== state.atEnd) change({ atEnd });
  markRead();
}

export function notify(notice: Notice | null): void {
  change({ notice });
}

function say(draft: Draft): void {
  if (place.preview) echo(draft);
  else queue(draft).then(flush);
}

function remember(): void {
  if (!place.preview) session.write(keptAs(), { open: state.open, text: state.draft.text });
}

function listen(): void {
  hearTabs(hearTab);
  addEventListener("storage", showOutbox);
  addEventListener("offline", showDown);
  addEventListener("online", () => {
    renewFeed();
    sendNow();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    nudgeFeed();
    sendNow();
    markRead();
  });
}

/** Comes into touch with the server, but not while the page itself is still loading. */
function start(): void {
  const begin = () => {
    startFeed();
    sendNow();
  };
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}

function hearTab({ message, read = 0 }: News): void {
  change({ read: Math.max(read, state.read) });
  if (!message) return;
  take([message]);
  start();
}
