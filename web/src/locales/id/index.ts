import account from "./account.json";
import app from "./app.json";
import commands from "./commands.json";
import common from "./common.json";
import errors from "./errors.json";
import inbox from "./inbox.json";
import ui from "./ui.json";

/** The texts of this language that the first screen and its frame need, by file. */
export default {
  account,
  app,
  commands,
  common,
  errors,
  inbox,
  ui,
};
