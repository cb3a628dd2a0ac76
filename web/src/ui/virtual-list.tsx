import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import { type CacheSnapshot, Virtualizer, type VirtualizerHandle } from "virtua";
import { cx } from "../lib/cx";
import { nextRow } from "../lib/rows";
import { useAnchor } from "./anchor";
import { ListContext, ListElement, ListItem } from "./list-parts";
import { useRoving } from "./roving";

/** Where a list was: give it back as `restore` to come back to the same place. */
export interface ListPlace {
  offset: number;
  cache: CacheSnapshot;
  rows: number;
}

export interface ListHandle {
  /** Brings a row into view and gives it the focus. */
  focusRow(index: number): void;
  /** Brings a row into view. */
  showRow(index: number): void;
}

/** Attributes for a row's focusable element: `<a {...focus}>`. */
export interface RowFocus {
  tabIndex: 0 | -1;
  "data-row": number;
  onFocus: () => void;
}

interface Props<R> {
  /** What the list is, for screen readers. */
  label: string;
  rows: readonly R[];
  /** Names a row for as long as it lives. Keep the function itself between renders: declare it outside the component. */
  rowKey: (row: R) => string;
  /** Draws a row. Its main element takes `focus`, which makes the arrow keys work. */
  renderRow: (row: R, focus: RowFocus, index: number) => ReactNode;
  /** Rows on the server in all, if more than are loaded; for screen readers. */
  total?: number | undefined;
  /** Height of a row in pixels, before it is measured; default 72. */
  rowHeight?: number | undefined;
  /** Called while one of the last eight rows is in view: load more. May be called again before they are there. */
  onEnd?: (() => void) | undefined;
  /** Stands below the last row. */
  footer?: ReactNode;
  /** Where the list was when it was left; see `onLeave`. */
  restore?: ListPlace | undefined;
  /** Told where the list is as it is taken from the page: keep that, and give it back as `restore`. */
  onLeave?: ((place: ListPlace) => void) | undefined;
  className?: string | undefined;
  ref?: Ref<ListHandle> | undefined;
}

/** Rows from the end at which more are asked for. */
const near = 8;

/**
 * A list that may be very long: only what is in view is in the page. One row is in the tab order; from it the arrow
 * keys, Home, End, Page Up and Page Down move on.
 */
export function VirtualList<R>(props: Props<R>) {
  const {
    label,
    rows,
    rowKey,
    renderRow,
    total = rows.length,
    rowHeight = 72,
    onEnd,
    footer,
    restore,
    onLeave,
    className,
    ref,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const facts = useMemo(() => ({ label, total }), [label, total]);

  const focusRow = (index: number) => {
    setFocused(keys[index]);
    list.current?.scrollToIndex(index, { align: "nearest" });
    untilDone(() => takeFocus(scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)));
  };
  const { current, setFocused, handlers } = useRoving(keys, focusRow);
  useImperativeHandle(ref, () => ({
    focusRow,
    showRow: (index) => list.current?.scrollToIndex(index, { align: "nearest" }),
  }));
  usePlace(list, rows.length, restore, onLeave);
  useAnchor(list, keys);

  const askForMore = () => {
    if (list.current && isNearEnd(list.current, rows.length)) onEnd?.();
  };
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((list.current?.viewportSize ?? 0) / rowHeight) - 1);
    const next = nextRow(event.key, current, rows.length, page);
    if (next < 0 || !(event.target as HTMLElement).hasAttribute("data-row")) return;
    event.preventDefault();
    focusRow(next);
  };
  return (
    <ListContext value={facts}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the rows, which have the focus. */}
      <div
        ref={scroller}
        {...handlers}
        onKeyDown={press}
        className={cx("min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]", className)}
      >
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          as={ListElement}
          item={ListItem}
          itemSize={rowHeight}
          keepMounted={rows.length > 0 ? [current] : []}
          onScroll={askForMore}
          onResize={askForMore}
          data={rows}
          {...(restore?.rows === rows.length ? { cache: restore.cache } : {})}
        >
          {(row, index) => {
            const tabIndex = index === current ? 0 : -1;
            return (
              <Row key={keys[index]}>
                {renderRow(row, { tabIndex, "data-row": index, onFocus: () => setFocused(keys[index]) }, index)}
              </Row>
            );
          }}
        </Virtualizer>
        {footer}
      </div>
    </ListContext>
  );
}

function Row({ children }: { children: ReactNode }) {
  return children;
}

/** Goes where the list was, and tells where it is when it is left. */
function usePlace(
  list: RefObject<VirtualizerHandle | null>,
  rows: number,
  restore: ListPlace | undefined,
  onLeave: ((place: ListPlace) => void) | undefined,
): void {
  const latest = useRef({ rows, restore, onLeave });
  latest.current = { rows, restore, onLeave };
  useLayoutEffect(() => {
    const begun = latest.current.restore;
    if (begun) list.current?.scrollTo(begun.offset);
    return () => {
      const place = placeOf(list.current, latest.current.rows);
      if (place) latest.current.onLeave?.(place);
    };
  }, [list]);
}

function placeOf(list: VirtualizerHandle | null, rows: number): ListPlace | undefined {
  return list ? { offset: list.scrollOffset, cache: list.cache, rows } : undefined;
}

function isNearEnd(list: VirtualizerHandle, rows: number): boolean {
  return rows > 0 && list.findItemIndex(list.scrollOffset + list.viewportSize) >= rows - near;
}

/** Focuses a row. Fails while it is not in the page, or there but hidden because it has not been measured. */
function takeFocus(row: HTMLElement | null | undefined): boolean {
  row?.focus({ preventScroll: true });
  return row !== null && row !== undefined && document.activeElement === row;
}

/** Tries once in each frame until it works, for at most half a second. */
function untilDone(attempt: () => boolean, tries = 30): void {
  if (!attempt() && tries > 0) requestAnimationFrame(() => untilDone(attempt, tries - 1));
}
