import type { components } from "../../gen/api";
import { api } from "../../lib/http";

/** What the first-run set-up asks for. */
export type NewHouse = components["schemas"]["SetUpInputBody"];

/** Does the set-up, which then closes for good, and opens the owner's session. */
export const setUp = (house: NewHouse) => api.post("/set-up", house);
