/** Whose pictures are fetched from other servers, and in which mails: what a member has said in this browser. */
import { load, save } from "../../lib/storage";
import { createStore, useStore } from "../../lib/store";
import { myself } from "../conversations/api";

/** Senders that are remembered; the one allowed longest ago is forgotten first. */
const mostSenders = 500;

/** Mails of this visit whose pictures were asked for. */
const asked = createStore<ReadonlySet<string>>(new Set());
/** Addresses whose pictures are always fetched, by member. */
const trusted = createStore<Readonly<Record<string, readonly string[]>>>({});

const shelf = () => `mail_pictures.${myself()?.id ?? ""}`;

function sendersNow(): readonly string[] {
  return trusted.get()[shelf()] ?? load<string[]>(shelf(), []);
}

const plain = (address: string) => address.trim().toLowerCase();

/** Whether the pictures of a mail may be fetched, for a component. A sender that is in doubt is never trusted for good. */
export function usePictures(message: string, sender: string, doubtful: boolean): boolean {
  const here = useStore(asked, (all) => all.has(message));
  const always = useStore(trusted, () => sendersNow().includes(plain(sender)));
  return here || (always && !doubtful);
}

/** Fetches the pictures of one mail, as long as this visit lasts. */
export function showPictures(message: string): void {
  asked.set((all) => new Set(all).add(message));
}

/** Fetches the pictures of all mails of a sender, on this browser. */
export function trustSender(sender: string): void {
  const key = shelf();
  const senders = [...sendersNow().filter((one) => one !== plain(sender)), plain(sender)].slice(-mostSenders);
  save(key, senders);
  trusted.set((all) => ({ ...all, [key]: senders }));
}
