export { expectAccessible } from "../../web/browser/axe";
