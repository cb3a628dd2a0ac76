import { Navigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { start } from "../../features/account/api";
import { Forgotten } from "../../features/account/forgotten";
import { SignInForm } from "../../features/account/sign-in-form";
import { useT } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { Door, DoorCard } from "../door";
import { arrive } from "../visit";

/** Signing in; afterwards one is where one wanted to go. */
export function SignIn() {
  const t = useT();
  const { next = "/" } = useSearch({ from: "/sign-in" });
  // Whoever is here with a session needs none; but the form stays until its own sign-in has opened the house.
  const [arriving, setArriving] = useState(false);
  const begun = useStore(start);
  const finish = async () => {
    setArriving(true);
    await arrive();
    setArriving(false);
  };
  if (begun?.state === "ready" && !arriving) return <Navigate to={next} replace />;
  if (begun?.state === "setup_required") return <Navigate to="/set-up" replace />;
  return (
    <Door title={t("account.sign_in_title")} description={t("account.sign_in_hint")}>
      <DoorCard>
        <SignInForm onDone={finish} />
        <Forgotten />
      </DoorCard>
    </Door>
  );
}
