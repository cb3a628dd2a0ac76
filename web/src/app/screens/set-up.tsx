import { Navigate } from "@tanstack/react-router";
import { useState } from "react";
import { start } from "../../features/account/api";
import { type NewHouse, setUp } from "../../features/setup/api";
import { beginFirstRun } from "../../features/setup/first-run";
import { SetUpForm } from "../../features/setup/set-up-form";
import { ApiError } from "../../lib/api-error";
import { forgetFragment, keptFragment } from "../../lib/fragment";
import { useT } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { Banner } from "../../ui/banner";
import { ButtonLink } from "../../ui/links";
import { Door, DoorCard } from "../door";
import { arrive } from "../visit";

/** The first visit of an installation. It ends in the inbox, and is over for good afterwards. */
export function SetUp() {
  const t = useT();
  const begun = useStore(start);
  const [working, setWorking] = useState(false);
  const [done, setDone] = useState(false);
  const finish = async (house: NewHouse) => {
    setWorking(true);
    try {
      await setUp(house);
      forgetFragment("set_up");
      beginFirstRun();
      await arrive();
      setDone(true);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "set_up_done")) throw error;
      start.set({ state: "signed_out" });
    } finally {
      setWorking(false);
    }
  };
  if (done) return <Navigate to="/" replace />;
  if (!working && (begun?.state === "signed_out" || begun?.state === "ready")) return <SetUpDone />;
  return (
    <Door wide title={t("setup.title")} description={t("setup.hint")}>
      <SetUpForm code={keptFragment("set_up")} onSetUp={finish} />
    </Door>
  );
}

/** Somebody follows the address once more. */
function SetUpDone() {
  const t = useT();
  return (
    <Door title={t("setup.done")}>
      <DoorCard>
        <Banner kind="ok">{t("setup.done_hint")}</Banner>
        <ButtonLink to="/" look="primary" wide className="mt-4">
          {t("setup.done_go")}
        </ButtonLink>
      </DoorCard>
    </Door>
  );
}
