import { page } from "fresh";
import { define } from "@/lib/app.ts";
import { safeNext } from "@/lib/auth/mod.ts";
import { Panel } from "@/lib/ui/Page.tsx";
import { ThemeForm } from "@/lib/ui/ThemeForm.tsx";
import { field, readForm } from "@/lib/web/form.ts";
import { mutable } from "@/lib/web/mutable.ts";
import { chooseTheme, readTheme } from "@/lib/web/theme.ts";

export const handler = define.handlers({
  GET({ req, url, state }) {
    const next = safeNext(url.searchParams.get("next")) ?? "/";
    return page({ next, theme: readTheme(req.headers, state.config.secure) });
  },
  async POST(ctx) {
    const form = await readForm(ctx.req);
    const response = mutable(ctx.redirect(safeNext(field(form, "next")) ?? "/", 303));
    chooseTheme(response.headers, field(form, "theme"), ctx.state.config.secure);
    return response;
  },
});

export default define.page<typeof handler>(function Appearance({ data }) {
  return (
    <Panel title="Light or dark">
      <p>
        “Auto” follows your device. What you choose here holds for this browser, for a year.
      </p>
      <ThemeForm {...data} />
    </Panel>
  );
});
