import { useQuery } from "@tanstack/react-query";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { readTemplates } from "../channels/api";
import type { Row } from "../conversations/api";
import { changeTemplate, dropTemplate, useDrawer } from "./drawer";
import { TemplateForm } from "./template-form";
import { TemplateList } from "./template-list";
import { keyOf } from "./templates";

interface Props {
  row: Row;
  /** Classes of the part that scrolls. */
  className?: string;
  onSent: () => void;
}

/** Finds an approved text, fills it in, and sends it. What was filled in stays until it is sent. */
export function TemplatePicker({ row, className = "", onSent }: Props) {
  const t = useT();
  const { template: draft } = useDrawer(row.id);
  const found = useQuery(
    {
      queryKey: ["templates", row.channel_id],
      queryFn: () => readTemplates(row.channel_id),
      staleTime: 60_000,
    },
    queries,
  );
  if (found.isError) {
    const again = (
      <Button size="small" onClick={() => void found.refetch()}>
        {t("common.retry")}
      </Button>
    );
    return (
      <Banner live kind="bad" actions={again}>
        {errorWords(t, found.error)}
      </Banner>
    );
  }
  const all = found.data ?? [];
  const chosen = all.find((one) => keyOf(one) === draft.key);
  return (
    <Loading busy={found.isPending} skeleton={<SkeletonRows rows={3} rowHeight={64} face={false} />}>
      {chosen ? (
        <TemplateForm
          key={draft.key}
          row={row}
          template={chosen}
          className={className}
          onBack={() => dropTemplate(row.id)}
          onSent={onSent}
        />
      ) : (
        <TemplateList
          templates={all}
          className={className}
          onChoose={(one) => changeTemplate(row.id, { key: keyOf(one), values: {}, file: undefined })}
        />
      )}
    </Loading>
  );
}
