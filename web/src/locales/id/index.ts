import account from "./account.json";
import app from "./app.json";
import channels from "./channels.json";
import commands from "./commands.json";
import common from "./common.json";
import composer from "./composer.json";
import contacts from "./contacts.json";
import deliveries from "./deliveries.json";
import errors from "./errors.json";
import failures from "./failures.json";
import inbox from "./inbox.json";
import members from "./members.json";
import messages from "./messages.json";
import settings from "./settings.json";
import setup from "./setup.json";
import ui from "./ui.json";
import workspace from "./workspace.json";

/** All texts of this language, by file. */
export default {
  account,
  app,
  channels,
  commands,
  common,
  composer,
  contacts,
  deliveries,
  errors,
  failures,
  inbox,
  members,
  messages,
  settings,
  setup,
  ui,
  workspace,
};
