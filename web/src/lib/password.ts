/** Rules about passwords. The server has the last word; these say it while one types. Pure. */

/** The shortest password, in characters; the server refuses shorter ones. */
export const shortest = 10;
/** The longest one. */
const longest = 200;

/** How good a password is, or why it will be refused. */
export type Strength = "too_short" | "too_long" | "too_personal" | "weak" | "fair" | "good" | "strong";

// What guessers try first, in Indonesian and English; a password that is little more than one of them is weak.
const common =
  /password|passw0rd|katasandi|kata sandi|rahasia|sayang|bismillah|indonesia|jakarta|merdeka|garuda|admin|qwerty|asdfgh|zxcvbn|welcome|iloveyou|abc123|abcdef/gi;
const sequences =
  "0123456789 9876543210 abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba qwertyuiop asdfghjkl zxcvbnm";

/** Judges a password. `own` are the person's name, email and phone, which a password must not be. */
export function strengthOf(password: string, own: readonly string[] = []): Strength {
  const letters = [...password];
  if (letters.length < shortest) return "too_short";
  if (letters.length > longest) return "too_long";
  if (own.some((word) => isOwn(password, word))) return "too_personal";
  const bits = guessBits(password);
  if (bits < 36) return "weak";
  if (bits < 50) return "fair";
  return bits < 66 ? "good" : "strong";
}

/** Why the server would refuse a password, as the key of a text; `undefined` if it takes it. */
export function faultOf(password: string, own: readonly string[] = []) {
  if (password === "") return "errors.required" as const;
  const strength = strengthOf(password, own);
  const refused = strength === "too_short" || strength === "too_long" || strength === "too_personal";
  return refused ? (`ui.strength_${strength}` as const) : undefined;
}

function isOwn(password: string, word: string): boolean {
  const plain = (text: string) => text.trim().toLowerCase();
  return plain(word) !== "" && plain(password) === plain(word);
}

/** Roughly how many bits a guesser must try: what repeats, counts up or is a common word adds next to nothing. */
function guessBits(password: string): number {
  const rest = [...password.replace(common, "\u0001")];
  const fresh = rest.filter((letter, at) => !isExpected(letter, rest.slice(Math.max(0, at - 2), at)));
  const repeated = rest.length - fresh.length;
  const variety = new Set(fresh).size;
  return Math.min(fresh.length, variety * 2) * Math.log2(alphabet(rest.join(""))) + repeated;
}

/** Whether a letter follows from those before it: the same again, or the next of a row. */
function isExpected(letter: string, before: readonly string[]): boolean {
  const last = before.at(-1);
  if (last === undefined) return false;
  if (last === letter) return true;
  return before.length > 1 && sequences.includes(`${before.join("")}${letter}`.toLowerCase());
}

function alphabet(text: string): number {
  const kinds: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[^a-zA-Z0-9]/, 20],
  ];
  return Math.max(
    2,
    kinds.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0),
  );
}
