import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { confirmFirst, endEveryLogin } from "@/lib/auth/mod.ts";
import { flash } from "@/lib/session/mod.ts";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Panel } from "@/lib/ui/Page.tsx";
import { SureForm } from "@/lib/ui/SureForm.tsx";
import { readForm } from "@/lib/web/form.ts";

const PATH = "/admin/sessions";
const UNSURE = "Please tick the box if everybody shall be signed out.";

export const handler = defineMember.handlers({
  GET: () => page({ error: "" }),
  async POST(ctx) {
    const form = await readForm(ctx.req);
    if (!form.has("sure")) return page({ error: UNSURE }, { status: 422 });
    const detour = await confirmFirst(ctx);
    if (detour) return detour;
    flash(ctx, countWords(await endEveryLogin(ctx.state, ctx.state)), "success");
    return ctx.redirect("/admin/users", 303);
  },
});

function countWords(count: number): string {
  if (count === 0) return "Nobody else was signed in.";
  return count === 1 ? "One other device is signed out." : `${count} devices are signed out.`;
}

export default defineMember.page<typeof handler>(function SignEverybodyOut({ data }) {
  const { error } = data;
  return (
    <Panel title="Sign everybody out">
      <ErrorSummary errors={error ? { sure: error } : {}} />
      <p>
        All people are signed out on all their devices, you on all but this one. They sign in again
        with their passwords. API tokens and calendar addresses stay.
      </p>
      <SureForm
        action={PATH}
        question="Yes, sign everybody out"
        isSure={false}
        error={error || undefined}
        label="Sign everybody out"
        wayOut={{ href: "/admin/users", label: "Do not" }}
      />
    </Panel>
  );
});
