import { change, t } from "../chat/state";
import { IconButton } from "./button";

const show = (dialog: HTMLDialogElement | null) => dialog?.showModal();

/** A picture over the whole page. A press anywhere, Esc or the phone's back button closes it. */
export function Viewer({ url, name }: { url: string; name: string }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a modal dialog by itself.
    <dialog
      ref={show}
      class="viewer"
      aria-label={name}
      onClick={({ currentTarget }) => currentTarget.close()}
      onClose={() => change({ viewing: null })}
    >
      <img src={url} alt={name} />
      <IconButton icon="close" label={t("close")} />
    </dialog>
  );
}
