import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useT } from "../lib/i18n";
import { useStore } from "../lib/store";
import { closeToast, holdToasts, releaseToasts, type Toast, type ToastKind, toasts } from "../lib/toast";
import { IconButton } from "./icon-button";

const icons: Record<ToastKind, typeof Info> = { done: CircleCheck, told: Info, failed: TriangleAlert };

/** Shows the toasts of `lib/toast`. Draw it once, at the end of the app. */
export function Toasts() {
  const t = useT();
  const shown = useStore(toasts);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only stops the clocks; nothing needs it.
    <div
      onMouseEnter={holdToasts}
      onMouseLeave={releaseToasts}
      onFocus={holdToasts}
      onBlur={releaseToasts}
      className="pointer-events-none fixed inset-x-0 bottom-16 z-50 mx-auto flex w-fit max-w-full flex-col items-center gap-2 px-3 md:right-auto md:bottom-4 md:left-21 md:items-start max-md:[body:has([data-one-pane])_&]:top-17 max-md:[body:has([data-one-pane])_&]:bottom-auto [body:has([data-save-bar])_&]:bottom-44 md:[body:has([data-save-bar])_&]:bottom-22"
    >
      <div role="status" aria-label={t("ui.notifications")} className="contents">
        {shown.map((one) => (
          <ToastCard key={one.id} toast={one} />
        ))}
      </div>
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useT();
  const Icon = icons[toast.kind];
  const act = () => {
    toast.action?.run();
    closeToast(toast.id);
  };
  return (
    <div className="pointer-events-auto flex max-w-full animate-arrive items-center gap-2 rounded-card bg-tip py-1 ps-4 pe-1 text-on-tip shadow-float forced-edge">
      <Icon aria-hidden="true" size={18} className="shrink-0" />
      <span className="min-w-0 py-1.5">{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          onClick={act}
          className="target shrink-0 rounded-control px-2 font-semibold underline underline-offset-2 focus-visible:outline-on-tip"
        >
          {toast.action.label}
        </button>
      )}
      <IconButton
        label={t("common.close")}
        tip="none"
        icon={<X size={16} />}
        onClick={() => closeToast(toast.id)}
        className="text-on-tip! hover:bg-transparent focus-visible:outline-on-tip"
      />
    </div>
  );
}
