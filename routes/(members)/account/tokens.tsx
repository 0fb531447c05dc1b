import { HttpError, page } from "fresh";
import { defineMember, type MemberState } from "@/lib/app.ts";
import {
  confirmFirst,
  createApiToken,
  listApiTokens,
  type ListedToken,
  NO_TOKEN_FIELDS,
  revokeApiToken,
  TOKEN_LIFETIMES,
  TOKEN_SCOPES,
  type TokenErrors,
  type TokenFields,
  tokenFieldsOf,
} from "@/lib/auth/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import { flash } from "@/lib/session/mod.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { TokenForm } from "@/lib/ui/TokenForm.tsx";
import { NewToken, type TokenInWords, TokenList } from "@/lib/ui/TokenList.tsx";
import { field, readForm } from "@/lib/web/form.ts";

const PATH = "/account/tokens";

/** What the page shows beside the tokens. */
interface Shown {
  fields: TokenFields;
  errors: TokenErrors;
  /** The token that was just made. */
  made: { name: string; token: string } | null;
}

const NOTHING: Shown = { fields: NO_TOKEN_FIELDS, errors: {}, made: null };

export const handler = defineMember.handlers({
  GET: async ({ state }) => page(await shown(state)),
  async POST(ctx) {
    const { state } = ctx;
    const detour = await confirmFirst(ctx);
    if (detour) return detour;
    const form = await readForm(ctx.req);
    if (field(form, "action") === "revoke") {
      const name = await revokeApiToken(state, state, field(form, "token_id"));
      if (name === null) throw new HttpError(404);
      flash(
        ctx,
        `The token “${name}” is revoked. Programs that hold it get in no more.`,
        "success",
      );
      return ctx.redirect(PATH, 303);
    }
    const fields = tokenFieldsOf(form);
    const made = await createApiToken(state, state, fields);
    if (!made.ok) return page(await shown(state, { fields, errors: made.errors }), { status: 422 });
    // No redirect: the token would have to wait somewhere, and what waits can be found. Loading the page anew sends the
    // form again, which is refused, since the name is taken by then.
    return page(await shown(state, { made }), { status: 201 });
  },
});

async function shown(state: MemberState, more: Partial<Shown> = {}) {
  const { user, reader } = state;
  const listed = await listApiTokens(state, user.id);
  return { ...NOTHING, ...more, tokens: listed.map((token) => inWords(token, reader)) };
}

function inWords(token: ListedToken, reader: MemberState["reader"]): TokenInWords {
  const when = (at: number) => momentInWords(at, reader);
  return {
    id: token.id,
    name: token.name,
    scope: TOKEN_SCOPES.find(([scope]) => scope === token.scope)![1],
    created: when(token.createdAt),
    expires: when(token.expiresAt),
    isExpired: token.isExpired,
    lastUsed: token.lastUsedAt === null ? null : when(token.lastUsedAt),
  };
}

export default defineMember.page<typeof handler>(function Tokens({ data, state }) {
  const { fields, errors, made, tokens } = data;
  return (
    <AccountPage title="API tokens" path={PATH}>
      <ErrorSummary errors={errors} />
      {made && <NewToken {...made} />}
      <p>
        A program that sends one of these tokens with its requests to <code>/api</code>{" "}
        acts in your name: it reads who you are and your appointments, and one that may write
        changes your appointments. It can do nothing else.
      </p>
      <TokenList action={PATH} tokens={tokens} />
      <p class="muted">
        A new password does not end these tokens: revoke those that you do not use any more, or do
        not know. While an account is switched off or waits to be deleted, none of its tokens works.
        Times are in {state.user.timeZone}.
      </p>
      <section>
        <h2>New token</h2>
        <TokenForm
          action={PATH}
          fields={fields}
          errors={errors}
          scopes={TOKEN_SCOPES}
          lifetimes={TOKEN_LIFETIMES}
        />
      </section>
    </AccountPage>
  );
});
