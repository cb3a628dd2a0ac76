import { useParams } from "@tanstack/react-router";
import { useBootstrap } from "../../features/account/api";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";
import { NotFound } from "./not-found";

/** The chat as a customer sees it, beside the inbox in which it arrives. */
export function TryChannel() {
  const t = useT();
  const { channel: id } = useParams({ from: "/inside/try/$channel" });
  const channel = useBootstrap().channels.find((one) => one.id === id && one.state === "on");
  if (!channel?.setup?.script) return <NotFound />;
  return (
    <Page wide title={t("channels.try")}>
      <iframe src={`/widget/try/${channel.setup.public_key}`} title={channel.name} className="h-[700px] w-full" />
    </Page>
  );
}
