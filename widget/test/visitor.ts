import type { Message, Page, Reaction, Updates } from "../src/contract.ts";
import type { ServerSocket } from "./web-socket.ts";

const empty: Message = {
  n: 0,
  from: "agent",
  author: { name: "Rina", avatar_url: null },
  kind: "text",
  text: "",
  attachments: [],
  location: null,
  reply_to: null,
  reactions: [],
  at: "",
  edited: false,
  deleted: false,
};

/** Everything the fake server knows about one visitor, and the agent who serves them. */
export class Visitor {
  messages: Message[] = [];
  /** The n of each message that came or changed, in order; a cursor is a length of this. */
  readonly changes: number[] = [];
  readonly sockets = new Set<ServerSocket>();
  read = 0;
  received = 0;
  agentRead = 0;
  typed = 0;
  agentTyping = false;
  profile: Record<string, string> | null = null;
  /** Whether every cursor is to be called too old. */
  forgetful = false;

  /** Adds a message of either side and tells it. n grows by three, because only order is promised. */
  add(part: Partial<Message>): Message {
    const n = (this.messages.at(-1)?.n ?? 0) + 3;
    const message = { ...empty, at: new Date().toISOString(), ...part, n };
    this.messages.push(message);
    this.#tell(message);
    return message;
  }

  say(text: string, part: Partial<Message> = {}): Message {
    this.agentTyping = false;
    return this.add({ text, ...part });
  }

  edit(n: number, part: Partial<Message>): void {
    const changed = this.messages.map((message) => (message.n === n ? { ...message, ...part } : message));
    this.messages = changed;
    const message = changed.find((one) => one.n === n);
    if (message) this.#tell(message);
  }

  react(n: number, from: Reaction["from"], emoji: string): void {
    const others = this.messages.find((one) => one.n === n)?.reactions.filter((one) => one.from !== from) ?? [];
    this.edit(n, { reactions: emoji ? [...others, { emoji, from }] : others });
  }

  type(): void {
    this.agentTyping = true;
    this.#send({ type: "agent_typing" });
  }

  readAll(): void {
    this.agentRead = this.messages.at(-1)?.n ?? 0;
    this.#send({ type: "agent_read", n: this.agentRead, cursor: this.cursor() });
  }

  reload(): void {
    this.#send({ type: "reload" });
  }

  page(before: number, limit: number): Page {
    const older = this.messages.filter(({ n }) => n < before);
    return {
      messages: older.slice(-limit),
      more: older.length > limit,
      agent_read: this.agentRead,
      read: this.read,
      cursor: this.cursor(),
    };
  }

  updates(cursor: string): Updates {
    return {
      messages: this.since(cursor),
      agent_read: this.agentRead,
      agent_typing: this.agentTyping,
      cursor: this.cursor(),
      reload: this.forgetful,
    };
  }

  since(cursor: string): Message[] {
    const changed = new Set(this.changes.slice(Number(cursor)));
    return this.messages.filter(({ n }) => changed.has(n));
  }

  cursor(): string {
    return String(this.changes.length);
  }

  cut(code: number): void {
    for (const socket of this.sockets) socket.close(code);
  }

  #tell(message: Message): void {
    this.changes.push(message.n);
    this.#send({ type: "message", message, cursor: this.cursor() });
  }

  #send(frame: unknown): void {
    for (const socket of this.sockets) socket.send(frame);
  }
}
