import app from "./app.json";
import commands from "./commands.json";
import common from "./common.json";
import errors from "./errors.json";
import ui from "./ui.json";

/** All texts of this language, by file. */
export default { app, commands, common, errors, ui };
