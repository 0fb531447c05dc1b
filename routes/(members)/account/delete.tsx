import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { confirmFirst, inDays, requestDeletion, RETENTION } from "@/lib/auth/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import { flash } from "@/lib/session/mod.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { SureForm } from "@/lib/ui/SureForm.tsx";
import { mutable } from "@/lib/web/mutable.ts";
import { readForm } from "@/lib/web/form.ts";

const PATH = "/account/delete";
const NO_ERRORS: Record<string, string> = {};
const DAYS = inDays(RETENTION.deletionGrace);

export const handler = defineMember.handlers({
  GET: () => page({ isSure: false, errors: NO_ERRORS }),
  async POST(ctx) {
    const { state } = ctx;
    const form = await readForm(ctx.req);
    const refuse = (errors: Record<string, string>, status: number) =>
      page({ isSure: form.has("sure"), errors }, { status });
    if (!form.has("sure")) {
      return refuse({ sure: "Please tick the box if you want your account to be deleted." }, 422);
    }
    const detour = await confirmFirst(ctx);
    if (detour) return detour;
    const request = await requestDeletion(state, state);
    if (!request.ok) return refuse({ "": request.error }, 409);
    const end = momentInWords(request.at, state.reader);
    flash(ctx, `You are signed out, and your account will be deleted on ${end}. ${KEEP}`, "info");
    const response = mutable(ctx.redirect("/", 303));
    response.headers.set("clear-site-data", '"cache"'); // Back must show nothing
    return response;
  },
});

const KEEP = "If you change your mind, sign in before then.";

export default defineMember.page<typeof handler>(function Delete({ data }) {
  return (
    <AccountPage title="Delete account" path={PATH}>
      <ErrorSummary errors={data.errors} />
      <p>
        Your account and everything in it goes: your profile, your appointments, your API tokens,
        your calendar address, your sign-ins and your history. Afterwards nobody can bring it back.
      </p>
      <p>
        You have {DAYS}{" "}
        days to change your mind. You are signed out everywhere at once; if you sign in again within
        these {DAYS}{" "}
        days, nothing is deleted. In the meantime neither your API tokens nor your calendar address
        works.
      </p>
      <p>
        You may want to <a href="/account/export">download your data</a> first.
      </p>
      <SureForm
        action={PATH}
        question="Yes, delete my account and everything in it"
        isSure={data.isSure}
        error={data.errors.sure}
        label="Delete my account"
        wayOut={{ href: "/account", label: "Keep it" }}
      />
    </AccountPage>
  );
});
