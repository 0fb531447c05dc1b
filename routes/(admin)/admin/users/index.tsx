import { page } from "fresh";
import { defineMember, type MemberState } from "@/lib/app.ts";
import { type Account, accountStates, listAccounts } from "@/lib/auth/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import { type AccountItem, AccountList } from "@/lib/ui/AccountList.tsx";
import { ButtonLink } from "@/lib/ui/Button.tsx";
import { EmptyState, PageHeader } from "@/lib/ui/Page.tsx";
import { SearchForm } from "@/lib/ui/SearchForm.tsx";

const PATH = "/admin/users";
const LIMIT = 25;
const MAX_SEARCH = 100;

export const handler = defineMember.handlers({
  async GET({ state, url }) {
    const search = (url.searchParams.get("search") ?? "").slice(0, MAX_SEARCH);
    const after = url.searchParams.get("after");
    const { accounts, total, next } = await listAccounts(state.db, { search, after, limit: LIMIT });
    return page({
      search,
      total,
      isFirst: !after,
      next: next && `${PATH}?${new URLSearchParams({ ...(search && { search }), after: next })}`,
      items: accounts.map((account) => toItem(account, state)),
    });
  },
});

function toItem(account: Account, { reader }: MemberState): AccountItem {
  const { id, name, email, isAdmin, createdAt, seenAt } = account;
  return {
    id,
    name,
    email,
    isAdmin,
    states: accountStates(account, reader),
    created: momentInWords(createdAt, reader),
    seen: seenAt === null ? null : momentInWords(seenAt, reader),
  };
}

export default defineMember.page<typeof handler>(function Users({ data }) {
  const { search, total, isFirst, next, items } = data;
  return (
    <>
      <PageHeader title="Users" />
      <SearchForm
        action={PATH}
        label="Name or email address"
        name="search"
        value={search}
        maxlength={MAX_SEARCH}
        all={search ? PATH : null}
      />
      {total > 0 && <p class="muted">{counted(total, search)}</p>}
      {items.length > 0
        ? <AccountList accounts={items} />
        : <EmptyState title={search ? "No account found" : "The list ends here"} />}
      {(next || !isFirst) && (
        <nav class="actions" aria-label="Pages">
          {!isFirst && (
            <ButtonLink
              href={search ? `${PATH}?${new URLSearchParams({ search })}` : PATH}
              tone="quiet"
            >
              Back to the newest
            </ButtonLink>
          )}
          {next && <ButtonLink href={next} tone="quiet">Older accounts</ButtonLink>}
        </nav>
      )}
      <p class="muted">
        If sign-ins may have been stolen: <a href="/admin/sessions">sign everybody out</a>.
      </p>
    </>
  );
});

function counted(total: number, search: string): string {
  const accounts = total === 1 ? "1 account" : `${total} accounts`;
  return search ? `${accounts} found, the newest first.` : `${accounts}, the newest first.`;
}
