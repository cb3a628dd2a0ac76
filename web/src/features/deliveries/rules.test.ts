// @vitest-environment node
import { expect, test } from "vitest";
import { t } from "../../lib/i18n";
import { readable, reasonText } from "./rules";

test("JSON gets a line for each value, what is empty stays on one", () => {
  expect(readable('{"a":[1,{"b":"x"}],"c":{},"d":[ ]}')).toBe(
    ["{", '  "a": [', "    1,", "    {", '      "b": "x"', "    }", "  ],", '  "c": {},', '  "d": []', "}"].join("\n"),
  );
});

test("texts and numbers stay to the letter", () => {
  const body = '{"id":12345678901234567890,"text":"a, {b}: \\"c\\" [d]  e","x":1.50,"y":null,"z":true}';
  expect(readable(body).replace(/\n\s*/g, "").replaceAll('": ', '":')).toBe(body);
});

test("what means the same to a machine still does", () => {
  const body = JSON.stringify({ list: [[], [[1]], { a: { b: [] } }], text: '\u2028 \\ "é😀' });
  expect(JSON.parse(readable(body))).toEqual(JSON.parse(body));
});

test.each(["", "bukan json", '{"a":', "<xml/>"])("«%s» is no JSON and stays as it is", (body) => {
  expect(readable(body)).toBe(body);
});

test("a cause without words of its own is a failure", () => {
  expect(reasonText(t, "internal")).toBe(t("deliveries.code_failed"));
  expect(reasonText(t, "channel_off")).toBe(t("deliveries.code_channel_off"));
});
