import { addFiles, isEmpty, notify, send, sendVoice, setDraft } from "../chat/chat";
import { canRecord, dropRecording, finishRecording, startRecording } from "../chat/recording";
import { change, state, t } from "../chat/state";
import { sizeName } from "../rules/files";
import { minutes } from "../rules/time";
import { Button, IconButton } from "./button";
import { focusField, hasMouse } from "./focus";
import { Icon, type IconName } from "./icon";
import { authorOf, summary } from "./rows";
import { Label, type LabelProps, pointOf } from "./text";

/** Where the visitor writes. */
export function Composer() {
  const { draft, menu, recording } = state;
  const empty = isEmpty(draft);
  if (recording !== null) return <Recorder seconds={recording} />;
  return (
    <form class="composer" onSubmit={submit}>
      <Tray />
      {menu && <Menu />}
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

/** What will go with the text: the message it answers, files, a place. Each can be taken out. */
function Tray() {
  const { replyTo, files, location } = state.draft;
  return (
    <div class="tray">
      {replyTo && (
        <Item
          icon="reply"
          name={authorOf(replyTo)}
          detail={summary(replyTo)}
          drop={() => setDraft({ replyTo: null })}
        />
      )}
      {files.map((one) => (
        <Item
          key={one.url}
          icon="file"
          name={one.name}
          detail={sizeName(one.size, state.language)}
          picture={one.kind === "image" ? one.url : ""}
          drop={() => setDraft({ files: files.filter((other) => other !== one) })}
        />
      ))}
      {location && (
        <Item
          icon="location"
          name={t("location")}
          detail={pointOf(location)}
          drop={() => setDraft({ location: null })}
        />
      )}
    </div>
  );
}

interface ItemProps extends LabelProps {
  icon: IconName;
  /** Shown instead of the icon. */
  picture?: string;
  drop(): void;
}

function Item({ icon, picture, drop, ...label }: ItemProps) {
  return (
    <div class="card">
      {picture ? <img src={picture} alt="" /> : <Icon name={icon} />}
      <Label {...label} />
      <IconButton icon="close" label={`${t("delete")} ${label.name}`} onClick={drop} />
    </div>
  );
}

/** The ways to attach. */
function Menu() {
  return (
    <div class="menu">
      <label>
        <Icon name="file" />
        {t("pick")}
        <input
          class="hidden"
          type="file"
          multiple
          accept={state.config.limits.file_types.join()}
          onChange={({ currentTarget }) => {
            void addFiles([...(currentTarget.files ?? [])]);
            change({ menu: false });
          }}
        />
      </label>
      {/* Browsers tell a place only to pages that came by https. */}
      {isSecureContext && (
        <Button onClick={locate}>
          <Icon name="location" />
          {t("location")}
        </Button>
      )}
    </div>
  );
}

/** Asks the browser, which asks the visitor. */
function locate(): void {
  change({ menu: false });
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) => setDraft({ location: { latitude, longitude } }),
    () => notify({ key: "e_place" }),
    { enableHighAccuracy: true, timeout: 15_000 },
  );
}
