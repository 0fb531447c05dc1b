import { define } from "@/lib/app.ts";
import Flash from "@/islands/Flash.tsx";
import { csrfToken, getFlashed } from "@/lib/session/mod.ts";
import { Document } from "@/lib/ui/Document.tsx";
import { FlashForm } from "@/lib/ui/FlashForm.tsx";
import { FormsProvider } from "@/lib/ui/Form.tsx";
import { Shell } from "@/lib/ui/Shell.tsx";

/** The frame of every page: who is signed in, what has just happened, and the page itself. */
export default define.page(function App({ Component, state, url }) {
  const user = state.user ?? null; // not known yet when a page tells of trouble on the way here
  const messages = getFlashed({ state }, { withCategories: true });
  return (
    <Document>
      <Shell
        user={user && {
          name: user.name,
          isAdmin: user.isAdmin,
          csrfToken: csrfToken(state.session),
        }}
        mayRegister={state.config.registration !== "closed"}
        hasOutbox={state.config.mail.kind === "outbox"}
        path={url.pathname}
        flash={messages.map(({ button, ...message }) => (
          <Flash key={message.id} {...message}>
            {button && <FlashForm {...button} csrfToken={csrfToken(state.session)} />}
          </Flash>
        ))}
      >
        <FormsProvider data={{ csrfToken: () => csrfToken(state.session) }}>
          <Component />
        </FormsProvider>
      </Shell>
    </Document>
  );
});
