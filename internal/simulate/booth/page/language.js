// The language of a simulator's page, Indonesian first.

// speak makes the functions by which a page speaks, of its texts by language and key.
export function speak(words) {
  let language = localStorage.getItem("language") === "en" ? "en" : "id";
  return {
    currentLanguage: () => language,
    switchLanguage() {
      language = language === "id" ? "en" : "id";
      localStorage.setItem("language", language);
    },
    // t is the text of a key, with values put in its places; a key without a text is its own.
    t: (key, values = {}) => (words[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ""),
    has: (key) => key in words[language],
  };
}
