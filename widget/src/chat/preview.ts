import type { Config, Language, Message } from "../contract";
import { change, type Draft, emptyDraft, state, t } from "./state";
import { prepare } from "./waiting";

const minute = 60_000;

/** Shows what the settings page asks for, with one sample message each way. */
export function showPreview(config: Config, language: Language): void {
  change({ config, language, open: true, loaded: true, asking: config.pre_chat.enabled });
  const said = state.messages.filter(({ n }) => n > 2);
  const answer: Message = { ...sample(2, t("sample_agent")), from: "agent" };
  change({ messages: [sample(1, t("sample_me")), answer, ...said], agentRead: 1 });
}

function sample(n: number, text: string): Message {
  const at = new Date(Date.now() - (3 - n) * minute).toISOString();
  return { ...prepare({ ...emptyDraft, text }), n, at, client_id: `sample ${n}` };
}

/** Says a message to nobody. */
export function echo(draft: Draft): void {
  const n = 1 + (state.messages.at(-1)?.n ?? 0);
  change({ messages: [...state.messages, { ...prepare(draft), n }] });
}
