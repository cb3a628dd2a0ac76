import type { ComponentType } from "react";
import { useEffect, useRef } from "react";
import type { WordKey } from "../lib/i18n";
import { createStore, useStore } from "../lib/store";

/**
 * What commands may ask before they offer themselves. Features add fields by declaration merging, all optional:
 * `declare module "../../commands/registry" { interface CommandContext { conversation?: string | undefined } }`
 */
export interface CommandContext {
  /** Path of the screen. */
  path?: string | undefined;
}

/** Where a command stands in the palette and in the cheat sheet. */
export type CommandGroup = "go" | "conversation" | "compose" | "list" | "app";

/** One action, declared once: from this come its key, its menu entry, its palette entry and its line in the cheat sheet. */
export interface Command {
  /** Unique, as `conversation.resolve`. */
  id: string;
  label: WordKey;
  group: CommandGroup;
  /** Keys that do it, in the form of `chord.ts`; the first is the one shown. */
  keys?: readonly string[];
  icon?: ComponentType<{ size?: number | string }>;
  /** More words to find it by in the palette, as a text whose words are separated by spaces. */
  find?: WordKey;
  /** Not in the palette: for keys that only make sense as keys, such as "next row". */
  onlyKey?: boolean;
  /** Works while a dialog is open, too. */
  overLayers?: boolean;
  /** Whether it can be done now. Absent: always. */
  when?: (context: CommandContext) => boolean;
  run: (context: CommandContext) => void;
}

const registered = createStore<readonly Command[]>([]);
const context = createStore<CommandContext>({});

/** Adds commands until the returned function is called. A later command with the same id hides an earlier one. */
export function register(commands: readonly Command[]): () => void {
  registered.set((all) => [...all, ...commands]);
  return () => registered.set((all) => all.filter((command) => !commands.includes(command)));
}

/**
 * Adds commands while a component is shown. `make` runs at each render, so its closures are always fresh; ids and
 * keys must not change between renders.
 */
export function useCommands(make: () => readonly Command[]): void {
  const latest = useRef<readonly Command[]>([]);
  latest.current = make();
  useEffect(() => {
    const stable = latest.current.map((first, at): Command => {
      const now = () => latest.current[at] ?? first;
      return { ...first, when: (asked) => now().when?.(asked) ?? true, run: (asked) => now().run(asked) };
    });
    return register(stable);
  }, []);
}

/** Changes what commands know of the moment. A field set to `undefined` is forgotten. */
export function setContext(part: CommandContext): void {
  context.set((now) => ({ ...now, ...part }));
}

/** Tells commands something while a component is shown. */
export function useContextFor<Field extends keyof CommandContext>(field: Field, value: CommandContext[Field]): void {
  useEffect(() => {
    setContext({ [field]: value });
    return () => setContext({ [field]: undefined });
  }, [field, value]);
}

/** Calls `listener` when commands come or go. */
export function onCommands(listener: () => void): () => void {
  return registered.subscribe(listener);
}

/** All commands there are now, the latest of each id, whether they can be done or not. */
export function allCommands(): readonly Command[] {
  return latestOf(registered.get());
}

/** The commands that can be done now. */
export function availableCommands(): readonly Command[] {
  return allCommands().filter(isAvailable);
}

export function isAvailable(command: Command): boolean {
  return command.when?.(context.get()) ?? true;
}

/** Does a command if it can be done now. Tells whether it did. */
export function run(id: string): boolean {
  const command = allCommands().find((one) => one.id === id);
  if (!command || !isAvailable(command)) return false;
  command.run(context.get());
  return true;
}

/** The commands that can be done now, for a component; renders again when commands or the context change. */
export function useAvailableCommands(): readonly Command[] {
  useStore(registered);
  useStore(context);
  return availableCommands();
}

function latestOf(commands: readonly Command[]): readonly Command[] {
  return [...new Map(commands.map((command) => [command.id, command])).values()];
}
