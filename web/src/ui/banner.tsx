import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { IconButton } from "./icon-button";

type BannerKind = "told" | "ok" | "warn" | "bad";

interface Props {
  kind?: BannerKind | undefined;
  children: ReactNode;
  /** One or two buttons at the end. */
  actions?: ReactNode;
  onDismiss?: (() => void) | undefined;
  /** Appeared because of something that just happened, so it is read out at once. */
  live?: boolean | undefined;
  className?: string | undefined;
}

const kinds = {
  told: { look: "bg-hover", mark: "text-muted", Icon: Info },
  ok: { look: "bg-ok-ground", mark: "text-ok", Icon: CircleCheck },
  warn: { look: "bg-warn-ground", mark: "text-warn", Icon: TriangleAlert },
  bad: { look: "bg-bad-ground", mark: "text-bad", Icon: CircleAlert },
} as const;

/** Something that holds for the whole page or form, in view until it is over. */
export function Banner({ kind = "told", children, actions, onDismiss, live = false, className }: Props) {
  const t = useT();
  const { look, mark, Icon } = kinds[kind];
  return (
    <div
      role={live ? (kind === "bad" ? "alert" : "status") : undefined}
      className={cx(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control px-3 py-2 forced-edge",
        look,
        className,
      )}
    >
      <span className="flex min-w-0 flex-1 items-start gap-2.5">
        <Icon aria-hidden="true" size={18} className={cx("mt-px shrink-0", mark)} />
        <span className="min-w-0">{children}</span>
      </span>
      {(actions || onDismiss) && (
        <span className="flex flex-wrap items-center gap-2">
          {actions}
          {onDismiss && <IconButton label={t("common.close")} tip="end" icon={<X size={16} />} onClick={onDismiss} />}
        </span>
      )}
    </div>
  );
}
