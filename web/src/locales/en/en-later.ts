import channels from "./channels.json";
import comments from "./comments.json";
import composer from "./composer.json";
import contacts from "./contacts.json";
import deliveries from "./deliveries.json";
import failures from "./failures.json";
import mail from "./mail.json";
import members from "./members.json";
import messages from "./messages.json";
import profile from "./profile.json";
import setup from "./setup.json";
import workspace from "./workspace.json";

/** The texts of this language that come after the first screen: threads, writing and the settings, by file. */
export const later = {
  channels,
  comments,
  composer,
  contacts,
  deliveries,
  failures,
  mail,
  members,
  messages,
  profile,
  setup,
  workspace,
};
