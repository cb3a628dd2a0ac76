import { useT } from "../../lib/i18n";
import { T } from "../../lib/sentence";
import { Banner } from "../../ui/banner";
import { CopyField } from "../../ui/copy-field";
import { Section } from "../../ui/page";
import type { Channel } from "./api";
import { policyLines, scriptTag } from "./rules";

const code = (words: string) => <code className="rounded-[4px] bg-in px-1 font-mono text-13">{words}</code>;

/** What to put into the company's page so that customers can write. */
export function InstallSection({ channel }: { channel: Channel }) {
  const t = useT();
  const { setup } = channel;
  if (!setup?.script) return null;
  const origins = Array.isArray(setup.config.origins) ? (setup.config.origins as string[]) : [];
  return (
    <>
      <Section title={t("channels.script_title")} description={<T k="channels.install_hint" tags={{ code }} />}>
        {channel.state === "off" && <Banner kind="warn">{t("channels.install_off")}</Banner>}
        <CopyField block label={t("channels.script")} value={scriptTag(location.origin, setup.script)} />
        <p className="text-13 text-muted">
          {origins.length > 0
            ? t("channels.install_only", { sites: origins.join(", ") })
            : t("channels.install_everywhere")}
        </p>
      </Section>
      <Section title={t("channels.policy")} description={t("channels.policy_hint")}>
        <CopyField block label={t("channels.policy_label")} value={policyLines(location.origin)} />
      </Section>
      <Section title={t("channels.attributes")} description={t("channels.attributes_hint")}>
        <dl className="grid gap-x-4 gap-y-2 text-13 sm:grid-cols-[auto_1fr]">
          {(["lang", "z", "open"] as const).map((name) => (
            <div key={name} className="contents">
              <dt>{code(attributes[name])}</dt>
              <dd className="text-muted max-sm:mb-2">{t(`channels.attribute_${name}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

const attributes = { lang: 'data-lang="en"', z: 'data-z="2000"', open: 'data-open="true"' };
