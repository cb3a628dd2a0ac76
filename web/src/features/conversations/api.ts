/** What other features and the app may use of the conversations. */
export { assigning, resolveAndGo } from "./actions";
export { handledBy, nameOf, takeConversation, winnerOf } from "./acts";
export { type InboxSearch, readInboxSearch, viewOf } from "./address";
export type { AgentChoiceProps } from "./agent-choice";
export { ensureView, fetchRow, learn, patch as patchRow, rowOf, useRow, useRows } from "./book";
export { capsOf, useCaps } from "./caps";
export { ChannelIcon } from "./channel-mark";
export { hasComments } from "./conversation-kinds";
export { onCounts, waitingNow } from "./counts";
export { askForFocus, onFocusWish, takeFocusWish } from "./focus";
export { kindWords, messageKinds } from "./kinds";
export { followInbox } from "./live";
export { useLookingAt, useReading } from "./looking";
export { useWindow } from "./messaging-window";
export { type Notice, onNotice } from "./notices";
export {
  departmentName,
  kindOf,
  may,
  memberOf,
  myself,
  useChannel,
  useKind,
  useMember,
  useMembers,
} from "./people";
export { usePresence } from "./presence";
export { keepOpen } from "./resolving";
export type { Conversation, ConversationKind, Row } from "./rules";
export { foundIn, windowOf } from "./rules";
export { afterwards, neighbor, openConversation, setWay } from "./way";
export { tellWindows } from "./windows";
