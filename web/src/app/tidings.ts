/** What tells somebody of things that happen while they are at work; nothing of it is there to see at first. */

export { AwayBanner } from "./away-banner";
export { ConnectionBanner } from "./connection-banner";
export { InboxNotices } from "./inbox-notices";
export { SessionBanner } from "./session-banner";
