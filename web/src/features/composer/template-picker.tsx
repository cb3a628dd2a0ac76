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

/** Milliseconds between two looks for templates while there are none. */
const whileEmpty = 5000;

/** Finds an approved text, fills it in, and sends it. What was filled in stays until it is sent. */
export function TemplatePicker({ row, className = "", onSent }: Props) {
  const t = useT();
  const { template: draft } = useDrawer(row.id);
  const found = useQuery(
    {
      queryKey: ["templates", row.channel_id],
      queryFn: () => readTemplates(row.channel_id),
      staleTime: 15_000,
      // Right after a channel was connected they are still being fetched.
      refetchInterval: ({ state }) => (state.data?.length === 0 ? whileEmpty : false),
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
