import { type CSSProperties, createContext, type ReactNode, type Ref, useContext } from "react";

/** What the parts of a long list must know, which the library that places them does not pass on. */
export interface ListFacts {
  label: string;
  /** Rows in all, drawn or not. */
  total: number;
}

export const ListContext = createContext<ListFacts>({ label: "", total: 0 });

interface ContainerProps {
  style: CSSProperties;
  children: ReactNode;
  ref?: Ref<HTMLUListElement>;
}

/** The `<ul>` of a long list. */
export function ListElement({ style, children, ref }: ContainerProps) {
  const { label } = useContext(ListContext);
  return (
    <ul ref={ref} style={style} aria-label={label}>
      {children}
    </ul>
  );
}

interface ItemProps {
  style: CSSProperties;
  index: number;
  children: ReactNode;
  ref?: Ref<HTMLLIElement>;
}

/** An `<li>` that says which row of how many it is, since most rows are not in the page. */
export function ListItem({ style, index, children, ref }: ItemProps) {
  const { total } = useContext(ListContext);
  return (
    <li ref={ref} style={style} aria-setsize={total} aria-posinset={index + 1}>
      {children}
    </li>
  );
}
