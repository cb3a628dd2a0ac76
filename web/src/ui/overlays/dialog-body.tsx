import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { IconButton } from "../icon-button";

type DialogSize = "small" | "normal" | "large";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One or two sentences below the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the end; the main one last. */
  footer?: ReactNode;
  /** 400, 520 or 720 pixels wide at most; default `normal`. On phones all are as wide as the screen. */
  size?: DialogSize | undefined;
  /** What gets the focus at first; default the first field, or else the first control. */
  initialFocus?: RefObject<HTMLElement | null> | undefined;
}

export interface DialogBodyProps extends DialogProps {
  /** In the middle, at the right edge, or a question that must be answered. */
  shape: "dialog" | "sheet" | "question";
  /** No title in view and no inner space: the content fills it. For the command palette. */
  bare?: boolean | undefined;
}

const sizes: Record<DialogSize, string> = {
  small: "md:max-w-[400px]",
  normal: "md:max-w-[520px]",
  large: "md:max-w-[720px]",
};

const shapes = {
  middle: "items-end md:items-center md:justify-center md:p-6",
  high: "items-end md:items-start md:justify-center md:p-6 md:pt-[12vh]",
  sheet: "items-end md:items-stretch md:justify-end",
} as const;

const fields = "input:not([type=hidden], [type=file], :disabled), textarea:not(:disabled), select:not(:disabled)";

const popups = {
  middle: "max-h-[92dvh] rounded-t-card md:max-h-[85dvh] md:rounded-card",
  sheet: "max-h-[92dvh] rounded-t-card md:h-full md:max-h-none md:rounded-none md:border-s",
} as const;

/** The inside of `Dialog`, `Sheet` and `ConfirmDialog`. */
export function DialogBody(props: DialogBodyProps) {
  const { open, onClose, shape, size = "normal", initialFocus } = props;
  const Root = shape === "question" ? AlertDialog.Root : Dialog.Root;
  const form = shape === "sheet" ? "sheet" : "middle";
  const popup = useRef<HTMLDivElement>(null);
  // With a finger the first field would open the keyboard over the dialog, so there the library's own choice stands.
  const focusFirst = (by: string) =>
    (by === "touch" && !props.bare) || (popup.current?.querySelector<HTMLElement>(fields) ?? true);
  return (
    <Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop
          className={cx(
            "fixed inset-0 bg-backdrop transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0",
            // A question may stand over a sheet, which is then dimmed as well.
            shape === "question" ? "z-50" : "z-40",
          )}
        />
        <Dialog.Viewport className={cx("fixed inset-0 z-50 flex", props.bare ? shapes.high : shapes[form])}>
          <Dialog.Popup
            ref={popup}
            initialFocus={initialFocus ?? focusFirst}
            className={cx(
              "flex w-full flex-col bg-raised shadow-float keep-on-screen forced-edge",
              "transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0",
              popups[form],
              sizes[size],
            )}
          >
            <Inside {...props} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Root>
  );
}

function Inside({ shape, title, description, children, footer, bare, onClose }: DialogBodyProps) {
  const t = useT();
  if (bare) {
    return (
      <>
        <Dialog.Title className="sr-only">{title}</Dialog.Title>
        {children}
      </>
    );
  }
  return (
    <>
      <div className="flex items-start justify-between gap-3 px-5 pt-4">
        <div className="min-w-0 py-1">
          <Dialog.Title className="text-16 font-semibold">{title}</Dialog.Title>
          {description && <Dialog.Description className="mt-1 text-muted">{description}</Dialog.Description>}
        </div>
        {shape !== "question" && (
          <IconButton
            className="-me-2 shrink-0"
            tip="none"
            label={t("common.close")}
            icon={<X size={18} />}
            onClick={onClose}
          />
        )}
      </div>
      {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>}
      {footer && <div className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-5">{footer}</div>}
    </>
  );
}
