/** An account in the list of admins, its times already put into words. */
export interface AccountItem {
  id: string;
  name: string;
  email: string;
  isAdmin: boolean;
  /** How it stands, a few words each. */
  states: readonly string[];
  created: string;
  /** Null when nobody has signed in yet. */
  seen: string | null;
}

/** Accounts with what admins look for, each with a link to its page. */
export function AccountList({ accounts }: { accounts: readonly AccountItem[] }) {
  return (
    <ul class="accounts">
      {accounts.map((account) => (
        <li key={account.id}>
          <h2>
            <a href={`/admin/users/${account.id}`} dir="auto">{account.name}</a>
            {account.isAdmin && <span class="tag">Administrator</span>}
          </h2>
          <p dir="ltr">{account.email}</p>
          <p class="muted">{account.states.join(" · ")}</p>
          <p class="muted">
            Since {account.created},{" "}
            {account.seen ? `last seen on ${account.seen}` : "never seen yet"}
          </p>
        </li>
      ))}
    </ul>
  );
}
