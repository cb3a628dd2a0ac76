import { close, open } from "../chat/chat";
import { state, t } from "../chat/state";
import { textOn } from "../rules/colour";
import { unread } from "../rules/merge";
import { Icon } from "./icon";
import { Panel } from "./panel";
import { authorOf, summary } from "./rows";
import { Viewer } from "./viewer";

/** The whole widget, as the state is. */
export function App() {
  const { config, language } = state;
  const style = { "--brand": config.color, "--on": textOn(config.color) };
  return (
    <div class={`sapa ${config.position}`} lang={language} style={style}>
      {state.open ? (
        <Panel>
          <Spoken />
        </Panel>
      ) : (
        <Spoken />
      )}
      {/* A chat that is not there does not ask to be opened. */}
      {(state.open || !state.closed) && <Launcher />}
      {state.viewing && <Viewer {...state.viewing} />}
    </div>
  );
}

function Launcher() {
  const count = state.open ? 0 : unread(state.messages, state.read);
  return (
    <button type="button" class="launcher" aria-expanded={state.open} onClick={() => (state.open ? close() : open())}>
      <Icon name={state.open ? "close" : "chat"} />
      <span class="hidden">{t("chat") + (count ? `, ${t("unread", { count })}` : "")}</span>
      {count > 0 && (
        <span class="badge" aria-hidden="true">
          {count > 9 ? "9+" : count}
        </span>
      )}
    </button>
  );
}

/**
 * What a screen reader says when an agent writes. It stands in the window while that is open, because a window that
 * fills the screen silences the rest of the page.
 */
function Spoken() {
  const { spoken } = state;
  return (
    <div class="hidden" role="status">
      {spoken && <p key={spoken.n}>{`${authorOf(spoken)}: ${summary(spoken)}`}</p>}
    </div>
  );
}
