import customers from "./customers.json";
import deliveries from "./deliveries.json";
import departments from "./departments.json";
import members from "./members.json";
import monitoring from "./monitoring.json";
import routing from "./routing.json";
import whatif from "./whatif.json";
import workspace from "./workspace.json";

/** The texts of this language for those who run the floor: its settings and lists, by file. */
export const office = {
  customers,
  deliveries,
  departments,
  members,
  monitoring,
  routing,
  whatif,
  workspace,
};
