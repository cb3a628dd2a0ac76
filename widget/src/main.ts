import { wake } from "./chat/chat";
import { showPreview } from "./chat/preview";
import { change } from "./chat/state";
import { installCommand } from "./command";
import type { Config } from "./contract";
import { elementName, mount } from "./element";
import { place } from "./place";
import { pickLanguage } from "./rules/language";

/** Becomes the channel's configuration at the server, and null in the preview. */
declare const __SAPA_CONFIG__: Config | null;

const embedded = __SAPA_CONFIG__;
const script = document.currentScript;

if (script instanceof HTMLScriptElement && !customElements.get(elementName)) {
  const { src, dataset } = script;
  place.base = new URL(src).origin;
  if (dataset.preview === "true") listen();
  else if (embedded) begin(embedded, dataset);
}

function begin(config: Config, { lang, open, z }: DOMStringMap): void {
  place.key = config.key;
  change({ config, language: pickLanguage(lang, document.documentElement.lang, config.language) });
  const show = () => {
    mount(z);
    wake(open === "true");
    installCommand();
  };
  if (document.body) show();
  else addEventListener("DOMContentLoaded", show);
}

/** In the settings page of Sapa the configuration comes from the form beside it, again with each change. */
function listen(): void {
  place.preview = true;
  addEventListener("message", ({ data, origin, source }) => {
    if (source !== parent || origin !== location.origin || data?.type !== "sapa:preview") return;
    showPreview(data.config, pickLanguage(data.language));
    if (!customElements.get(elementName)) mount();
  });
}
