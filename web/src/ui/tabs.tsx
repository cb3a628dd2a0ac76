import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { cx } from "../lib/cx";

export interface TabOption<V extends string> {
  value: V;
  label: ReactNode;
}

interface Props<V extends string> {
  /** What the tabs choose between, for screen readers. */
  label: string;
  options: readonly TabOption<V>[];
  value: V;
  onChange: (value: V) => void;
  /** The panel of the chosen tab. */
  children: ReactNode;
  className?: string | undefined;
}

/** Panels of one page, one in view. Arrow keys, Home and End move between the tabs. For filters use `NavTabs`. */
export function Tabs<V extends string>({ label, options, value, onChange, children, className }: Props<V>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent) => {
    const at = options.findIndex((option) => option.value === value);
    const next = options[nextIndex(event.key, at, options.length)];
    if (!next) return;
    event.preventDefault();
    onChange(next.value);
    list.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(next.value)}"]`)?.focus();
  };
  return (
    <div className={className}>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={press}
        className="flex gap-1 overflow-x-auto border-b px-2"
      >
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            role="tab"
            id={`${id}-${option.value}`}
            data-value={option.value}
            aria-selected={option.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={option.value === value ? 0 : -1}
            onClick={() => onChange(option.value)}
            className={cx(
              "target shrink-0 border-b-2 border-transparent forced:border-b-0 px-2.5 text-muted hover:text-ink focus-visible:-outline-offset-2",
              "aria-selected:border-brand forced:aria-selected:border-b-2 aria-selected:font-medium aria-selected:text-ink",
            )}
          >
            {option.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}

/** Where a key leads among `count` tabs from `at`; -1 if nowhere. The ends meet. */
export function nextIndex(key: string, at: number, count: number): number {
  const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: count - 1 };
  const next = steps[key];
  return next === undefined ? -1 : (next + count) % count;
}
