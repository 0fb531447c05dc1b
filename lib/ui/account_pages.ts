/** The pages about one's own account: where they are, what they are called, and what they are for. */
export const ACCOUNT_PAGES = [
  ["/account/profile", "Profile", "Your name, your email address and the time zone of your days."],
  ["/account/password", "Password", "Choose a new one."],
  ["/account/sessions", "Devices", "Where you are signed in, with a way to end each sign-in."],
  ["/account/tokens", "API tokens", "For programs that may read or change your appointments."],
  [
    "/account/calendar",
    "Calendar address",
    "For other calendars that show your appointments, too.",
  ],
  ["/account/history", "History", "What happened to your account, in plain words."],
  ["/account/export", "Your data", "Everything that is held about you, to take along."],
  ["/account/delete", "Delete account", "For good, after two weeks to change your mind."],
] as const;
