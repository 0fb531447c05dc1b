import { defineMember } from "@/lib/app.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";
import { ButtonLink } from "@/lib/ui/Button.tsx";

export default defineMember.page(function Export() {
  return (
    <AccountPage title="Your data" path="/account/export">
      <p>What Cloakroom knows of you is yours. Take it with you whenever you like.</p>
      <section>
        <h2>Everything</h2>
        <p>
          Your profile, appointments, sign-ins, API tokens and the history of your account. The file
          says what each part is, and any text editor opens it. Passwords and secret tokens are not
          in it.
        </p>
        <ButtonLink href="/account/export.json">Download everything (JSON)</ButtonLink>
      </section>
      <section>
        <h2>Appointments</h2>
        <p>
          All appointments, past ones too, as a file that calendar programs import. Importing it
          twice makes no doubles.
        </p>
        <ButtonLink href="/account/export.ics" tone="quiet">Download the calendar (ICS)</ButtonLink>
      </section>
      <p class="muted">
        Keep these files where others do not look. Each download is noted in your{" "}
        <a href="/account/history">history</a>.
      </p>
    </AccountPage>
  );
});
