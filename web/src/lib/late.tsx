import { type ComponentType, type ReactNode, useEffect, useState } from "react";

interface Options {
  /** Drawn until the code is there; nothing if absent. */
  waiting?: ReactNode;
  /** The page cannot do without it: a failure goes to the error boundary around it. Else nothing is drawn. */
  needed?: boolean;
}

/** A component whose code is fetched when it is first drawn, or before by `preload`. */
export type Late<Props> = ComponentType<Props> & { preload: () => Promise<void> };

/**
 * Makes a component of code that comes later. It is drawn as soon as that is there, where React's own `lazy` would hold
 * it back for up to 300 ms, and at once if it was fetched before.
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting = null, needed = false }: Options = {},
): Late<Props> {
  let part: ComponentType<Props> | undefined;
  const preload = async () => {
    part ??= await load();
  };
  // biome-ignore lint/correctness/noComponentHookFactories: each part is made once, where its module begins.
  function LatePart(props: Props) {
    const [Part, setPart] = useState(() => part);
    const [failure, setFailure] = useState<unknown>();
    useEffect(() => {
      if (Part) return;
      let gone = false;
      const done = () => !gone && setPart(() => part);
      preload().then(done, (error: unknown) => !gone && setFailure(error ?? new Error("not fetched")));
      return () => {
        gone = true;
      };
    }, [Part]);
    if (needed && failure !== undefined) throw failure;
    return Part ? <Part {...props} /> : waiting;
  }
  return Object.assign(LatePart, { preload });
}
