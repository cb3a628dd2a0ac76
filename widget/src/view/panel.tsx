import type { ComponentChildren } from "preact";
import { addFiles, close, notify } from "../chat/chat";
import { change, state, t } from "../chat/state";
import { IconButton } from "./button";
import { Composer } from "./composer";
import { showDialog } from "./dialog";
import { expanded, focusOn } from "./focus";
import { PreChat } from "./pre-chat";
import { Thread } from "./thread";

// Keys typed here are nobody else's: pages have shortcuts, and see only that their element was typed into.
const keep = (event: Event) => event.stopPropagation();

function onKeyDown(event: KeyboardEvent): void {
  keep(event);
  if (event.key !== "Escape" || event.isComposing) return;
  if (!state.active && !state.menu) close();
  else {
    focusOn(event, expanded);
    change({ active: "", menu: false });
  }
}

/** Files may be dropped anywhere on the window. Where nothing can take them the browser must not open them instead. */
function onDrag(event: DragEvent): void {
  const { type, dataTransfer } = event;
  const open = !state.asking && !state.closed;
  if (!dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  change({ dragging: open && type === "dragover" });
  if (open && type === "drop") void addFiles([...dataTransfer.files]);
}

/** The open window. */
export function Panel({ children }: { children: ComponentChildren }) {
  const { config, closed, asking, dragging } = state;
  return (
    <dialog
      ref={showDialog}
      class={`panel ${dragging && "dragging"}`}
      tabIndex={-1}
      aria-label={t("dialog", { name: config.name })}
      onKeyDown={onKeyDown}
      onKeyUp={keep}
      onClose={close}
      onDragOver={onDrag}
      onDragLeave={onDrag}
      onDrop={onDrag}
    >
      <header>
        <span class="avatar" aria-hidden="true">
          {[...config.name][0]}
        </span>
        <h2>{config.name}</h2>
        <IconButton icon="close" label={t("close")} onClick={close} />
      </header>
      <Thread />
      <Notices />
      {!closed && (asking ? <PreChat /> : <Composer />)}
      {children}
    </dialog>
  );
}

/** What stands between the conversation and the composer: the state of the line, and the last refusal. */
function Notices() {
  const { line, notice, closed } = state;
  return (
    <div class="notices" role="alert">
      {closed && <p>{t(closed)}</p>}
      {!closed && line !== "up" && <p>{t(line)}</p>}
      {!closed && notice && (
        <p class="bad">
          <span>{t(notice.key, notice.values)}</span>
          <IconButton icon="close" label={t("close")} onClick={() => notify(null)} />
        </p>
      )}
    </div>
  );
}
