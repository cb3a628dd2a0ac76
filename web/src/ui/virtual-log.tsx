import { ArrowDown } from "lucide-react";
import {
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { grewAtStart } from "../lib/rows";
import { ListContext, ListElement, ListItem } from "./list-parts";

export interface LogHandle {
  /** Scrolls to the newest row. */
  toEnd(): void;
  /** Brings a row into the middle of the view, or, with `nearest`, just into it. */
  showRow(index: number, align?: "center" | "nearest"): void;
}

interface Props<R> {
  /** What the log is, for screen readers. */
  label: string;
  /** Oldest first. */
  rows: readonly R[];
  /** Names a row for as long as it lives. Keep the function itself between renders: declare it outside the component. */
  rowKey: (row: R) => string;
  renderRow: (row: R, index: number) => ReactNode;
  /** Called while the oldest rows are in view: load older ones. May be called again before they are there. */
  onStart?: (() => void) | undefined;
  /** Told when the newest row comes into view or leaves it; decides what counts as read. */
  onAtEnd?: ((atEnd: boolean) => void) | undefined;
  /** Stands above the oldest row, as "Awal percakapan". */
  header?: ReactNode;
  /** New rows below the view, for the button that leads there; 0 shows the button without a number. */
  unseen?: number | undefined;
  /** A row that stays in the page while it is out of view, because it has the focus; -1 for none. */
  keep?: number | undefined;
  className?: string | undefined;
  ref?: Ref<LogHandle> | undefined;
}

/** Pixels from the end that still count as being there. */
const slack = 48;
/** Rows from the start at which older ones are asked for. */
const near = 10;

/**
 * Rows in the order of time, beginning at the newest: it stays at the end while rows are added, unless somebody has
 * scrolled up, and what is being read does not move when older rows come in above. Announcing new rows is the
 * caller's work: a live region on a virtual list would read out history.
 */
export function VirtualLog<R>(props: Props<R>) {
  const { label, rows, rowKey, renderRow, onStart, onAtEnd, header, unseen = 0, keep = -1, className, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const stuck = useRef(true);
  const touched = useRef(Number.NEGATIVE_INFINITY);
  const reached = useRef(0);
  const [atEnd, setAtEnd] = useState(true);
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const before = useRef(keys);
  const shift = before.current !== keys && grewAtStart(before.current, keys);
  const facts = useMemo(() => ({ label, total: rows.length }), [label, rows.length]);

  const { margin, measure } = useHeight();

  const toEnd = () => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  };
  const back = () => {
    stuck.current = true;
    toEnd();
  };
  useImperativeHandle(ref, () => ({
    toEnd: back,
    showRow(index, align = "center") {
      // Whoever goes to a row lets go of the end, as a hand does.
      stuck.current = false;
      touched.current = performance.now();
      list.current?.scrollToIndex(index, { align });
    },
  }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new rows, and what stands above them, move the end.
  useLayoutEffect(() => {
    before.current = keys;
    if (stuck.current) toEnd();
  }, [keys, margin]);

  const touch = () => {
    touched.current = performance.now();
  };
  const scrolled = () => {
    const handle = list.current;
    if (!handle) return;
    const end = isAtEnd(scroller.current);
    // Rows that turn out higher than guessed also move the end away; only a person's hand lets go of it.
    const byHand = performance.now() - touched.current < 1000;
    // A finger's momentum and a dragged scroll bar go on without a further touch.
    if (byHand) touch();
    const top = scroller.current?.scrollTop ?? 0;
    const up = top < reached.current;
    reached.current = top;
    // Nobody leaves the end downwards: then it was the end that moved, by a new row or a lower view.
    if (end || (byHand && up)) stuck.current = end;
    if (stuck.current !== atEnd) {
      setAtEnd(stuck.current);
      onAtEnd?.(stuck.current);
    }
    if (handle.findItemIndex(handle.scrollOffset) < near) onStart?.();
  };
  return (
    <ListContext value={facts}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notices that a hand is at work. */}
      <div
        onWheel={touch}
        onTouchMove={touch}
        onKeyDown={touch}
        onPointerDown={touch}
        className={cx("relative flex min-h-0 flex-1 flex-col overflow-clip", className)}
      >
        <section
          ref={scroller}
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
          tabIndex={0}
          className="flex flex-1 flex-col overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
        >
          <div className="grow" />
          <div ref={measure}>{header}</div>
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            startMargin={margin}
            as={ListElement}
            item={ListItem}
            shift={shift}
            keepMounted={keep >= 0 && keep < rows.length ? [keep] : []}
            onScroll={scrolled}
            onResize={() => stuck.current && toEnd()}
            data={rows}
          >
            {(row, index) => <Row key={keys[index]}>{renderRow(row, index)}</Row>}
          </Virtualizer>
        </section>
        {!atEnd && <ToEnd unseen={unseen} onClick={back} />}
      </div>
    </ListContext>
  );
}

function isAtEnd(scroller: HTMLElement | null): boolean {
  return scroller !== null && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < slack;
}

/** The height of an element in pixels, kept up to date: what places the rows must know what stands above them. */
function useHeight() {
  const [margin, setMargin] = useState(0);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => setMargin(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { margin, measure };
}

function Row({ children }: { children: ReactNode }) {
  return children;
}

function ToEnd({ unseen, onClick }: { unseen: number; onClick: () => void }) {
  const t = useT();
  return (
    <button
      type="button"
      onClick={onClick}
      className="target absolute bottom-3 end-4 inline-flex items-center gap-1.5 rounded-chip border border-line-strong bg-raised px-3 text-13 font-medium shadow-float"
    >
      <ArrowDown aria-hidden="true" size={16} />
      {unseen > 0 ? t("ui.new_below", { count: unseen }) : t("ui.to_newest")}
    </button>
  );
}
