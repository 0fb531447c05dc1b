import { define, type State } from "@/lib/app.ts";
import Flash from "@/islands/Flash.tsx";
import Presence from "@/islands/Presence.tsx";
import { presenceTag } from "@/lib/auth/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import { csrfToken, getFlashed } from "@/lib/session/mod.ts";
import { Document } from "@/lib/ui/Document.tsx";
import { FlashForm } from "@/lib/ui/FlashForm.tsx";
import { FormsProvider } from "@/lib/ui/Form.tsx";
import { Shell } from "@/lib/ui/Shell.tsx";
import { ThemeForm, ThemeLink } from "@/lib/ui/ThemeForm.tsx";
import type { Theme } from "@/lib/ui/types.ts";
import { readTheme } from "@/lib/web/theme.ts";

/** The frame of every page: who is signed in, what has just happened, and the page itself. */
export default define.page(function App({ Component, state, url, req }) {
  const user = state.user ?? null; // not known yet when a page tells of trouble on the way here
  const messages = getFlashed({ state }, { withCategories: true });
  const theme = readTheme(req.headers, state.config.secure);
  const forms = { csrfToken: () => csrfToken(state.session) };
  return (
    <Document theme={theme}>
      {user && <Presence user={presenceTag(user)} />}
      <FormsProvider data={forms}>
        <Shell
          user={user && { name: user.name, isAdmin: user.isAdmin }}
          mayRegister={state.config.registration !== "closed"}
          hasOutbox={state.config.mail.kind === "outbox"}
          path={url.pathname}
          flash={messages.map(({ button, ...message }) => (
            <Flash key={message.id} {...message}>
              {button && <FlashForm {...button} />}
            </Flash>
          ))}
          asOf={user ? momentInWords(state.clock(), state.reader) : undefined}
          appearance={appearance(state, url, theme)}
        >
          {/* Only the page itself fills in what waits, not what stands around it. */}
          <FormsProvider data={{ ...forms, kept: state.forms?.waiting }}>
            <Component />
          </FormsProvider>
        </Shell>
      </FormsProvider>
    </Document>
  );
});

/** A form would begin a session. Newcomers, who have none yet, find it on a page of its own; the page has it already. */
function appearance({ session }: State, url: URL, theme: Theme | null) {
  const next = url.pathname + url.search;
  if (url.pathname === "/theme") return null;
  return session.isNew ? <ThemeLink next={next} /> : <ThemeForm theme={theme} next={next} />;
}
