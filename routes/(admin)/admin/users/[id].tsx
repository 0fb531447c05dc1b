import { HttpError, page } from "fresh";
import { defineMember, type MemberState } from "@/lib/app.ts";
import {
  type Account,
  accountStates,
  actOn,
  confirmFirst,
  findAccount,
  historyWords,
  listHistory,
  listLogins,
  possibleActions,
} from "@/lib/auth/mod.ts";
import ConfirmButton from "@/islands/ConfirmButton.tsx";
import { momentInWords } from "@/lib/moment.ts";
import { flash } from "@/lib/session/mod.ts";
import { ActionForm, AskDeactivate } from "@/lib/ui/AccountActions.tsx";
import { AccountFacts, AccountHistory, SignIns } from "@/lib/ui/AccountFacts.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";
import { field, readForm } from "@/lib/web/form.ts";

const PATH = "/admin/users";

export const handler = defineMember.handlers({
  async GET({ state, params, url }) {
    const account = await accountOf(state, params.id);
    const actions = possibleActions({ account, admin: state.user }, state.mailer.canSend);
    const asks = url.searchParams.get("action") === "deactivate" && actions.includes("deactivate");
    const { name } = account;
    const path = `${PATH}/${account.id}`;
    return page({ ...await describe(state, account, url), name, path, actions, asks });
  },
  async POST(ctx) {
    const { state, params } = ctx;
    const { user: admin, device } = state;
    const account = await accountOf(state, params.id);
    const detour = await confirmFirst(ctx);
    if (detour) return detour;
    const action = field(await readForm(ctx.req), "action");
    const { isDone, text } = await actOn(state, { account, admin, action, device });
    flash(ctx, text, isDone ? "success" : "error");
    // Who has just given the right back would find nothing here.
    const isOut = isDone && account.id === admin.id;
    return ctx.redirect(isOut ? "/" : `${PATH}/${account.id}`, 303);
  },
});

async function accountOf({ db }: MemberState, id = ""): Promise<Account> {
  const account = await findAccount(db, id);
  if (!account) throw new HttpError(404);
  return account;
}

/** All that the page tells of an account, in words. */
async function describe(state: MemberState, account: Account, { searchParams }: URL) {
  const when = (at: number) => momentInWords(at, state.reader);
  const logins = await listLogins(state, account.id, state.sessionSettings.codec.keyIds);
  const before = searchParams.get("before") ?? "";
  const { rows, next } = await listHistory(state.db, account.id, { before });
  return {
    facts: [
      ["Email", account.email],
      ["Role", account.isAdmin ? "Administrator" : "User"],
      ["State", accountStates(account, state.reader).join(" · ")],
      ["Created", when(account.createdAt)],
      ["Last seen", account.seenAt === null ? "Never" : when(account.seenAt)],
    ] as [string, string][],
    signIns: logins.filter(({ over }) => !over).map((login) => ({
      id: login.id,
      device: login.device,
      address: login.address,
      since: when(login.createdAt),
      seen: when(login.seenAt),
    })),
    events: rows.map((row) => ({ id: row.id, when: when(row.at), text: historyWords(row) })),
    older: next && `?before=${next}`,
    canMail: state.mailer.canSend,
  };
}

export default defineMember.page<typeof handler>(function UserPage({ data }) {
  const { name, path, actions, asks, facts, signIns, events, older, canMail } = data;
  if (asks) return <AskDeactivate path={path} name={name} />;
  return (
    <>
      <PageHeader title={name} />
      <AccountFacts facts={facts} />
      <section class="account-actions" aria-label="Actions">
        {actions.map((action) => (
          <ActionForm key={action} path={path} action={action}>
            {action === "deactivate" && (
              <ConfirmButton
                label="Switch off"
                confirm="Really switch off?"
                href={`${path}?action=deactivate`}
              />
            )}
          </ActionForm>
        ))}
      </section>
      {!canMail && (
        <p class="muted">
          This app sends no mails. Who runs it can print a link for a new password:{" "}
          <code>deno task user reset-link EMAIL</code>
        </p>
      )}
      <SignIns signIns={signIns} />
      <AccountHistory events={events} older={older} />
      <p>
        <a href={PATH}>All users</a>
      </p>
    </>
  );
});
