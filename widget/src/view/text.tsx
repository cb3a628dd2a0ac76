import type { ComponentChildren } from "preact";
import { state, t } from "../chat/state";
import type { Place, Quote } from "../contract";
import { pieces } from "../rules/links";
import { Button } from "./button";
import { Icon } from "./icon";
import { authorOf, summary } from "./rows";

/** A message's words as text nodes and links; nothing in them is ever read as HTML. */
export function Text({ text }: { text: string }) {
  return (
    <p dir="auto">
      {pieces(text).map((piece) => (typeof piece === "string" ? piece : <Away href={piece.href}>{piece.text}</Away>))}
    </p>
  );
}

interface AwayProps {
  href: string;
  class?: string;
  download?: string;
  children: ComponentChildren;
}

/** A link that leaves the page as it is. */
export function Away({ href, ...rest }: AwayProps) {
  return <a href={href} target="_blank" rel="noopener noreferrer nofollow" {...rest} />;
}

export interface LabelProps {
  name: string;
  detail: string;
}

/** A name and what there is to say of it. */
export function Label({ name, detail }: LabelProps) {
  return (
    <span class="label" dir="auto">
      <b>{name}</b>
      <small>{detail}</small>
    </span>
  );
}

export function pointOf({ latitude, longitude }: Place): string {
  return `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
}

/** A place in words and figures; the map is the visitor's own to open. */
export function Spot({ place }: { place: Place }) {
  const point = pointOf(place);
  return (
    <Away class="card" href={`https://www.google.com/maps/search/?api=1&query=${point}`}>
      <Icon name="location" />
      <Label name={place.name || t("location")} detail={`${point} · ${t("map")}`} />
    </Away>
  );
}

/** What a message answers. A press goes there if it is loaded. */
export function Quoted({ quote }: { quote: Quote }) {
  const original = state.messages.find(({ n }) => n === quote.n);
  const go = ({ currentTarget }: MouseEvent) => {
    const root = (currentTarget as Element).getRootNode() as ShadowRoot;
    root.getElementById(`m${quote.n}`)?.scrollIntoView({ block: "center" });
  };
  return (
    <Button class="quote" onClick={go}>
      <b>{authorOf(original ?? quote)}</b>
      <span dir="auto">{quote.text || (original && summary(original))}</span>
    </Button>
  );
}
