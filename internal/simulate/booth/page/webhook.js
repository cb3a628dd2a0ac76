// Connecting a simulator that brings its deliveries to an address, after Sapa has answered a handshake.
import { field } from "./cards.js";
import { act, el, toast } from "./wire.js";
import { t } from "./words.js";

// webhookLamp is whether deliveries go anywhere.
export function webhookLamp(state) {
  const where = state.callback ? new URL(state.callback).host : "";
  return { on: Boolean(where && state.subscribed), text: !where ? t("lamp_off") : state.subscribed ? t("lamp_on", { where }) : t("lamp_unsubscribed") };
}

// handshake is the form that tells where deliveries go, and says whether Sapa answered as it should.
export function handshake(state) {
  const note = el("p", { role: "status" });
  const f = el("form", { class: "steps-form" },
    field("callback", el("input", { name: "text", type: "url", required: true, value: state.callback, placeholder: "http://localhost:8080/hooks/…" })),
    field("verify", el("input", { name: "token", value: state.verify_token, autocomplete: "off" })), el("div", { class: "row" }, el("button", { class: "main" }, t("do_connect"))), note);
  f.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await act("callback", { text: f.elements.text.value.trim(), token: f.elements.token.value.trim() });
      note.textContent = "";
      toast(t("connected"));
    } catch {
      note.className = "error";
      note.textContent = t("callback_refused");
    }
  });
  return f;
}
