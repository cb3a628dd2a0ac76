import { addFiles, isEmpty, send, sendVoice, setDraft } from "../chat/chat";
import { canRecord, dropRecording, finishRecording, startRecording } from "../chat/recording";
import { change, state, t } from "../chat/state";
import { minutes } from "../rules/time";
import { Attach } from "./attach";
import { IconButton } from "./button";
import { focusField, hasMouse } from "./focus";
import { Tray } from "./tray";

/** Where the visitor writes. */
export function Composer() {
  const { draft, menu, recording } = state;
  const empty = isEmpty(draft);
  if (recording !== null) return <Recorder seconds={recording} />;
  return (
    <form class="composer" onSubmit={submit}>
      <Tray />
      {menu && <Attach />}
      <div class="bar">
        <IconButton icon="add" label={t("attach")} expanded={menu} onClick={() => change({ menu: !menu })} />
        <textarea
          ref={(field) => fit(field)}
          rows={1}
          dir="auto"
          value={draft.text}
          aria-label={t("write")}
          placeholder={t("write")}
          onInput={({ currentTarget }) => setDraft({ text: currentTarget.value })}
          onPaste={paste}
          onKeyDown={sendByEnter}
        />
        {empty && canRecord() ? (
          <IconButton icon="voice" label={t("voice")} onClick={startRecording} />
        ) : (
          <IconButton icon="send" label={t("send")} type="submit" class="go" disabled={empty} />
        )}
      </div>
    </form>
  );
}

/** The voice message takes the composer's place until it is sent or thrown away. */
function Recorder({ seconds }: { seconds: number }) {
  const end = (work: () => void) => (event: Event) => {
    work();
    focusField(event);
  };
  return (
    <div class="composer bar">
      <IconButton icon="close" label={t("cancel")} onClick={end(dropRecording)} />
      <p class="recording">
        {t("recording")} {minutes(seconds)}
      </p>
      <IconButton
        icon="send"
        label={t("send")}
        class="go"
        onClick={end(() => finishRecording(sendVoice))}
        ref={takeFocus}
      />
    </div>
  );
}

const takeFocus = (button: HTMLElement | null) => button?.focus();

function submit(event: Event): void {
  event.preventDefault();
  send();
}

/** A keyboard on glass has no easy way to a new line, so there Enter makes one. */
function sendByEnter(event: KeyboardEvent): void {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && hasMouse.matches) submit(event);
}

function paste(event: ClipboardEvent): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length) return;
  event.preventDefault();
  void addFiles(files);
}

/** Makes the field as high as its text. */
function fit(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = "";
  field.style.height = `${field.scrollHeight}px`;
}
