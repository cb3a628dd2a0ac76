import { List, Reply } from "lucide-react";
import { useT } from "../../lib/i18n";
import type { Menu, Option } from "./rules";

const edge = "border-t border-ink/10";

/** What we offered to choose from, as the contact sees it: buttons, or a list behind a button. */
export function MenuBelow({ menu, unfolded = false }: { menu: Menu; unfolded?: boolean }) {
  return (
    <div className="-mx-2 mt-1.5 -mb-1.5 min-w-56">
      {menu.buttons?.map((button) => (
        <MenuButton key={button.id} title={button.title} />
      ))}
      {menu.rows && menu.rows.length > 0 && <Rows open={menu.open ?? ""} rows={menu.rows} unfolded={unfolded} />}
    </div>
  );
}

/** A button that only the contact can press. */
function MenuButton({ title }: { title: string }) {
  return (
    <p
      className={`flex items-center justify-center gap-1.5 px-3 py-2 text-center text-13 font-medium text-brand-strong ${edge}`}
    >
      <Reply aria-hidden="true" size={14} className="shrink-0" />
      <span className="[overflow-wrap:anywhere]" dir="auto">
        {title}
      </span>
    </p>
  );
}

function Rows({ open, rows, unfolded }: { open: string; rows: readonly Option[]; unfolded: boolean }) {
  const t = useT();
  return (
    <details open={unfolded} className={edge}>
      <summary className="target flex list-none items-center justify-center gap-1.5 px-3 text-13 font-medium text-brand-strong hover:bg-ink/5 [&::-webkit-details-marker]:hidden">
        <List aria-hidden="true" size={14} className="shrink-0" />
        {open} <span className="font-normal text-muted">({t("messages.menu_rows", { count: rows.length })})</span>
      </summary>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={`px-3 py-1.5 text-13 ${edge}`} dir="auto">
            {row.title}
            {row.description && <span className="block text-12 text-muted">{row.description}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
