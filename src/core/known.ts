/**
 * Owns: what is remembered about those who write to us, as far as trust in a mail needs it (PRODUCT M6).
 * Never: the content of a mail; an account is kept as a hash of its number.
 */
export interface Customer {
  name: string;
  /** Lower-case address. */
  email: string;
}

/** A sender whose mail was filed. */
export interface Contact {
  name: string;
  /** Id of the observation with which it began. */
  first: string;
  /** UTC ISO time of the newest mail. */
  at: string;
  /** Hashes of the bank accounts that their mails named. */
  accounts: string[];
}

export interface Known {
  /** Those who were served before, with the addresses they used. */
  customers: Customer[];
  /** What earlier mails of this sender were; null when this is the first. */
  sender: Contact | null;
}
