// A renderer for components that are plain functions of the state. It is the part of Preact's `h`, `Fragment` and
// `render` that the widget needs, and is tested against them: the widget draws from its root and keeps no state in its
// components, so all the rest of a library would only be weight on other people's pages.

type Props = Record<string, unknown>;
type Component = (props: Props) => unknown;

/** What `h` makes: an element to be, or a component to be called. */
interface Plan {
  type: string | Component;
  props: Props;
  key: unknown;
  children: unknown;
  /** What the component returned: a plan that is used again is not called again. */
  made?: unknown;
}

/** A plan for one element, or a text, and what has become of it. */
interface Leaf {
  plan: Plan | string;
  key: unknown;
  /** The component that made it: nobody takes over the element of another. */
  owner: Component | undefined;
  node?: Node;
  leaves: Leaf[];
  /** What its ref gave back. */
  undo?: unknown;
}

const svgSpace = "http://www.w3.org/2000/svg";
const drawn = new WeakMap<Node, Leaf[]>();
/** Refs, which are called when everything stands in the page. */
let calls: (() => void)[] = [];

/** Known outside as `h`. */
function element(type: string | Component, props: Props | null, ...inner: unknown[]): Plan {
  const { key, children, ...rest } = props ?? {};
  return { type, props: rest, key, children: inner.length ? inner : children };
}

/** Known outside as `Fragment`. */
function list({ children }: Props): unknown {
  return children;
}

// Other names inside, because the build gives every file an import of `h` and `Fragment`.
export { element as h, list as Fragment };

/** Makes the root's children what the plan says. */
export function render(plan: unknown, root: Node): void {
  drawn.set(root, patch(root, drawn.get(root) ?? [], leavesOf(plan), false));
  const due = calls;
  calls = [];
  for (const call of due) call();
}

/** Calls components and flattens lists, until there are only elements and texts. */
function leavesOf(child: unknown, key?: unknown, owner?: Component): Leaf[] {
  if (child == null || typeof child === "boolean") return [];
  if (Array.isArray(child)) return child.flatMap((one) => leavesOf(one, key, owner));
  if (typeof child !== "object") return [{ plan: `${child}`, key, owner, leaves: [] }];
  const plan = child as Plan;
  const { type, props, children, key: own = key } = plan;
  if (typeof type === "string") return [{ plan, key: own, owner, leaves: [] }];
  plan.made ??= type({ children, ...props }) ?? [];
  return leavesOf(plan.made, own, type === list ? owner : type);
}

/** Puts the next leaves where the old ones were; an old one of the same kind and key is kept. */
function patch(parent: Node, old: Leaf[], next: Leaf[], svg: boolean): Leaf[] {
  const left = new Set(old);
  let at = 0;
  const kept = next.map((leaf) => {
    const fits = (one: Leaf | undefined) => one && left.has(one) && isSame(one, leaf);
    // Mostly it is the next in line, so that long lists need no search.
    const match = fits(old[at]) ? old[at] : old.find(fits);
    if (!match) return leaf;
    left.delete(match);
    at = match === old[at] ? at + 1 : old.indexOf(match) + 1;
    return match;
  });
  for (const leaf of left) remove(leaf);
  let cursor = parent.firstChild;
  for (const [i, leaf] of kept.entries()) {
    const node = draw(leaf, next[i]?.plan ?? "", svg);
    if (node === cursor) cursor = node.nextSibling;
    else parent.insertBefore(node, cursor);
  }
  return kept;
}

function isSame(one: Leaf, other: Leaf): boolean {
  return one.key === other.key && one.owner === other.owner && tagOf(one) === tagOf(other);
}

function tagOf({ plan }: Leaf): unknown {
  return typeof plan === "string" ? "" : plan.type;
}

/** Makes the leaf's node what the plan says. */
function draw(leaf: Leaf, plan: Plan | string, svg: boolean): Node {
  const { node } = leaf;
  // The same plan again, as a component gives that has nothing new to say.
  if (node && leaf.plan === plan) return node;
  if (typeof plan === "string") {
    leaf.plan = plan;
    leaf.node = node ?? document.createTextNode(plan);
    leaf.node.nodeValue = plan;
    return leaf.node;
  }
  return drawElement(leaf, plan, svg || plan.type === "svg");
}

function drawElement(leaf: Leaf, plan: Plan, svg: boolean): Node {
  const { ref } = plan.props;
  const before = leaf.node ? (leaf.plan as Plan).props : {};
  const type = plan.type as string;
  const node = (leaf.node ??
    (svg ? document.createElementNS(svgSpace, type) : document.createElement(type))) as Element;
  for (const name in { ...before, ...plan.props }) {
    const value = plan.props[name];
    // What the visitor has typed may differ from what was drawn.
    if (name !== "ref" && (value !== before[name] || name === "value")) set(node as HTMLElement, name, value, svg);
  }
  leaf.node = node;
  leaf.plan = plan;
  leaf.leaves = patch(node, leaf.leaves, leavesOf(plan.children), svg);
  if (ref && ref !== before.ref) calls.push(() => (leaf.undo = (ref as (node: unknown) => unknown)(node)));
  return node;
}

function set(node: HTMLElement, name: string, value: unknown, svg: boolean): void {
  const property = name.startsWith("on") ? name.toLowerCase() : name;
  const target = node as unknown as Props;
  if (name === "style")
    for (const [part, text] of Object.entries((value ?? {}) as Props)) node.style.setProperty(part, `${text}`);
  else if (!svg && property in node) {
    if (target[property] !== value) target[property] = value ?? "";
  } else if (value == null) node.removeAttribute(name);
  else node.setAttribute(name, `${value}`);
}

/** Takes the leaf out of the page; refs inside hear of it while it still stands there. */
function remove(leaf: Leaf): void {
  forget(leaf);
  leaf.node?.parentNode?.removeChild(leaf.node);
}

function forget({ plan, leaves, undo }: Leaf): void {
  if (typeof undo === "function") undo();
  else if (typeof plan !== "string") (plan.props.ref as ((node: null) => void) | undefined)?.(null);
  leaves.forEach(forget);
}
