/** For whom times are put in words. */
export interface Reader {
  /** On whose clocks: IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** In which form: a language tag that `Intl` knows, such as `en-GB`. */
  readonly locale: string;
}

/** The form that dates have where nobody says another. */
export const DEFAULT_LOCALE = "en-GB";
