import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CirclePause, Clock, FileText, Search } from "lucide-react";
import { useState } from "react";
import { useLanguage, useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Badge } from "../../ui/badge";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { EmptyState } from "../../ui/empty-state";
import { Section } from "../../ui/page";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { TextField } from "../../ui/text-field";
import { type Channel, readTemplates, type Template } from "./api";
import { runCheck, templatesKey, useCheck } from "./checks";
import { TemplatePreview } from "./template-preview";
import { languageName, matching } from "./template-rules";
import { refusalText } from "./words";

/** From so many on one looks for a template by its name. */
const many = 8;

/** The texts of a channel that its provider has approved, and those it has not, each with what it looks like. */
export function TemplateList({ channel }: { channel: Channel }) {
  const t = useT();
  const [words, setWords] = useState("");
  const { data, error, isPending } = useQuery(
    { queryKey: templatesKey(channel.id), queryFn: () => readTemplates(channel.id), staleTime: 0 },
    queries,
  );
  const { busy } = useCheck(channel.id);
  const all = data ?? [];
  return (
    <Section title={t("channels.templates")} description={t("channels.templates_hint")}>
      <div className="flex flex-wrap items-end gap-3">
        {all.length >= many && (
          <TextField
            hideLabel
            className="min-w-48 flex-1"
            type="search"
            icon={<Search size={16} />}
            label={t("channels.templates_find")}
            placeholder={t("channels.templates_find")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
        <Button busy={busy} onClick={() => void runCheck(channel.id)}>
          {t("channels.templates_refresh")}
        </Button>
      </div>
      {error && <Banner kind="bad">{refusalText(t, error, channel.kind)}</Banner>}
      <Loading busy={isPending} skeleton={<SkeletonRows rows={3} rowHeight={48} face={false} />}>
        {data && <Rows all={all} shown={matching(all, words)} />}
      </Loading>
    </Section>
  );
}

function Rows({ all, shown }: { all: readonly Template[]; shown: readonly Template[] }) {
  const t = useT();
  if (all.length === 0) {
    return (
      <EmptyState icon={<FileText size={24} />} title={t("channels.templates_none")}>
        {t("channels.templates_none_hint")}
      </EmptyState>
    );
  }
  if (shown.length === 0) return <p className="text-muted">{t("channels.templates_not_found")}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {shown.map((template) => (
        <li key={`${template.name} ${template.language}`}>
          <Disclosure label={<Head template={template} />}>
            <TemplatePreview template={template} />
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

function Head({ template }: { template: Template }) {
  const t = useT();
  const language = languageName(template.language, useLanguage());
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5">
      <span className="min-w-40 flex-1">
        <span className="block font-medium wrap-anywhere">{template.name}</span>
        <span className="block text-13 font-normal text-muted">
          {t(`channels.template_category_${template.category}`)} · {language}
        </span>
      </span>
      <StateBadge state={template.state} />
    </span>
  );
}

const marks = {
  approved: { kind: "ok", Icon: CircleCheck },
  pending: { kind: "plain", Icon: Clock },
  rejected: { kind: "bad", Icon: CircleAlert },
  paused: { kind: "warn", Icon: CirclePause },
  disabled: { kind: "bad", Icon: CirclePause },
} as const;

function StateBadge({ state }: { state: Template["state"] }) {
  const t = useT();
  const { kind, Icon } = marks[state];
  return (
    <Badge kind={kind} icon={<Icon aria-hidden="true" size={14} />}>
      {t(`channels.template_state_${state}`)}
    </Badge>
  );
}
