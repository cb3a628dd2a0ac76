import channels from "./channels.json";
import comments from "./comments.json";
import composer from "./composer.json";
import contacts from "./contacts.json";
import failures from "./failures.json";
import mail from "./mail.json";
import messages from "./messages.json";
import profile from "./profile.json";
import refusals from "./refusals.json";
import settings from "./settings.json";
import setup from "./setup.json";

/** The texts of this language that come after the first screen: threads, writing and connecting, by file. */
export const later = {
  channels,
  comments,
  composer,
  contacts,
  failures,
  mail,
  messages,
  profile,
  refusals,
  settings,
  setup,
};
