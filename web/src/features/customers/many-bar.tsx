import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { AssignManyDialog, type DrawChoice } from "./assign-many-dialog";
import type { Given } from "./assigning";
import { refreshCustomers } from "./use-customers";

interface Props {
  given: readonly Given[];
  choice: DrawChoice;
  onClear: () => void;
}

/** What can be done to the chosen ones. It stays in view while one chooses further down. */
export function ManyBar({ given, choice, onClear }: Props) {
  const t = useT();
  // What is being assigned stays the same, whatever moves in the list meanwhile.
  const [assigning, setAssigning] = useState<readonly Given[]>();
  return (
    <div className="sticky top-2 z-10 mb-2 flex flex-wrap items-center gap-2 rounded-card border bg-raised px-3 py-2 shadow-float">
      <p role="status" className="font-medium">
        {t("customers.chosen", { count: given.length })}
      </p>
      <Button size="small" look="primary" icon={<UserPlus size={16} />} onClick={() => setAssigning(given)}>
        {t("customers.assign_many")}
      </Button>
      <Button size="small" look="quiet" icon={<X size={16} />} onClick={onClear}>
        {t("customers.clear_choice")}
      </Button>
      {assigning && (
        <AssignManyDialog
          given={assigning}
          choice={choice}
          onClose={() => {
            setAssigning(undefined);
            onClear();
            refreshCustomers();
          }}
        />
      )}
    </div>
  );
}
