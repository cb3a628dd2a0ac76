import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Spinner } from "../../ui/spinner";
import type { Channel } from "./api";
import { runCheck, useCheck } from "./checks";
import { FindingList } from "./finding-list";
import { sumOf } from "./rules";
import { refusalText } from "./words";

/** The button that tests a channel. */
export function CheckButton({ channel }: { channel: Channel }) {
  const t = useT();
  const { busy, findings } = useCheck(channel.id);
  return (
    <Button busy={busy} onClick={() => void runCheck(channel.id)}>
      {t(findings ? "channels.check_again" : "channels.check")}
    </Button>
  );
}

/** What the last test of this visit found. Nothing is drawn before there was one. */
export function CheckResults({ channel }: { channel: Channel }) {
  const t = useT();
  const { busy, findings, error } = useCheck(channel.id);
  const sum = findings && t(`channels.check_${sumOf(findings)}`);
  return (
    <>
      <p role="status" className={busy && !findings ? "flex items-center gap-2.5 text-muted" : "sr-only"}>
        {busy && !findings && <Spinner />}
        {busy ? t("channels.check_running") : sum}
      </p>
      {error !== undefined && (
        <Banner kind="bad" live>
          {refusalText(t, error, channel.kind)}
        </Banner>
      )}
      {findings && <FindingList channel={channel} findings={findings} />}
    </>
  );
}
