import { useBlocker } from "@tanstack/react-router";
import type { AutoSave } from "../lib/auto-save";

/** Lets one leave a page of fields that save themselves only once they have. */
export function SaveGuard({ fields }: { fields: readonly Pick<AutoSave<unknown>, "state" | "flush">[] }) {
  useBlocker({
    shouldBlockFn: async () => {
      await Promise.all(fields.map((field) => field.flush()));
      return false;
    },
    enableBeforeUnload: () => fields.some((field) => field.state === "saving"),
  });
  return null;
}
