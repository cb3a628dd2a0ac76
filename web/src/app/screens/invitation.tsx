import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { InvitationForm } from "../../features/account/invitation-form";
import { type InvitationFacts, lookInvitation } from "../../features/account/own";
import { ApiError } from "../../lib/api-error";
import { errorWords } from "../../lib/error-words";
import { forgetFragment, keptFragment } from "../../lib/fragment";
import { chosenLanguage, showLanguage, useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { ButtonLink } from "../../ui/links";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { Door, DoorCard } from "../door";
import { arrive } from "../visit";

/** A link by which somebody sets a password: a new member's first one, or a new one for who forgot theirs. */
export function Invitation() {
  const t = useT();
  const [token] = useState(() => keptFragment("invitation"));
  const { data, error, refetch } = useQuery(
    { queryKey: ["invitation", token], queryFn: () => lookInvitation(token), enabled: token !== "" },
    queries,
  );
  useEffect(() => {
    if (data && !chosenLanguage()) void showLanguage(data.language);
  }, [data]);
  if (!token || (error instanceof ApiError && error.code === "not_found")) return <Spent />;
  if (data) return <Open token={token} invitation={data} />;
  return (
    <Door title={t("profile.invitation")}>
      <DoorCard>
        <Loading busy={!error} skeleton={<SkeletonRows rows={2} face={false} />}>
          <Banner kind="bad">{errorWords(t, error)}</Banner>
          <Button wide className="mt-4" onClick={() => void refetch()}>
            {t("common.retry")}
          </Button>
        </Loading>
      </DoorCard>
    </Door>
  );
}

function Open({ token, invitation }: { token: string; invitation: InvitationFacts }) {
  const t = useT();
  const [done, setDone] = useState(false);
  const { name, workspace, again } = invitation;
  const finish = async () => {
    forgetFragment("invitation");
    await arrive();
    setDone(true);
  };
  if (done) return <Navigate to="/" replace />;
  return (
    <Door
      title={again ? t("profile.invitation_again") : t("profile.invitation_title", { workspace })}
      description={
        again ? t("profile.invitation_again_hint", { name, workspace }) : t("profile.invitation_hint", { name })
      }
    >
      <DoorCard>
        <InvitationForm token={token} invitation={invitation} onDone={finish} />
      </DoorCard>
    </Door>
  );
}

/** The link was used, has expired, or was not copied whole. */
function Spent() {
  const t = useT();
  return (
    <Door title={t("profile.invitation_spent")}>
      <DoorCard>
        <p className="text-muted">{t("profile.invitation_spent_hint")}</p>
        <ButtonLink to="/sign-in" wide className="mt-4">
          {t("profile.to_sign_in")}
        </ButtonLink>
      </DoorCard>
    </Door>
  );
}
