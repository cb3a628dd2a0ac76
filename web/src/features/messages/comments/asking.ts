/** The comment that is to be answered privately: what opens the window for it, from a button or by key. */
import { createStore } from "../../../lib/store";
import type { Message } from "../rules";

export const answeringPrivately = createStore<Message | undefined>(undefined);
