import { Hourglass, LayoutTemplate } from "lucide-react";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { useMedia, wideWindow } from "../../lib/media";
import { Button } from "../../ui/button";
import { SkeletonRows } from "../../ui/skeleton";
import { TimeText } from "../../ui/time-text";
import type { Row } from "../conversations/api";

const TemplatePicker = late(async () => (await import("./template-picker")).TemplatePicker, {
  waiting: <SkeletonRows rows={3} rowHeight={64} face={false} />,
});

interface Props {
  row: Row;
  /** Opens the picker over the page. */
  onOpen: () => void;
}

/** In place of the text area once the messaging window has closed: why, and the texts that can be sent all the same. */
export function ClosedWindow({ row, onOpen }: Props) {
  const t = useT();
  const wide = useMedia(wideWindow);
  return (
    <div className="flex flex-col gap-2 px-3 pt-1.5 pb-3">
      <p className="flex items-start gap-2 px-1 text-13">
        <Hourglass aria-hidden="true" size={16} className="mt-px shrink-0 text-warn" />
        <span>
          <span className="font-medium">{t("inbox.window_closed")}</span>{" "}
          <TimeText at={row.window_ends_at ?? ""} as="row" className="text-muted" />
          <span className="block text-muted">{t("composer.window_closed_why")}</span>
        </span>
      </p>
      {wide ? (
        <TemplatePicker row={row} className="max-h-[min(34dvh,320px)]" onSent={() => undefined} />
      ) : (
        <Button look="primary" wide icon={<LayoutTemplate size={16} />} onClick={onOpen}>
          {t("composer.template_choose")}
        </Button>
      )}
    </div>
  );
}
