import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import {
  changeProfile,
  confirmFirst,
  type ProfileErrors,
  profileErrors,
  type ProfileFields,
  profileFieldsOf,
  requestEmailChange,
  sendVerification,
  timeZones,
  wantsOtherEmail,
} from "@/lib/auth/mod.ts";
import { flash } from "@/lib/session/mod.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { ProfileForm, VerifyForm } from "@/lib/ui/ProfileForm.tsx";
import { field, line, readForm } from "@/lib/web/form.ts";

const PATH = "/account/profile";
const NO_ERRORS: ProfileErrors = {};

export const handler = defineMember.handlers({
  GET: ({ state }) => page({ fields: profileFieldsOf(state.user), errors: NO_ERRORS }),
  async POST(ctx) {
    const { state } = ctx;
    const { user, device } = state;
    const form = await readForm(ctx.req);
    if (field(form, "action") === "verify") {
      const isSent = await sendVerification(state, user, device);
      flash(ctx, isSent ? onItsWay(user.email) : NOT_SENT, isSent ? "success" : "warning");
      return ctx.redirect(PATH, 303);
    }
    const fields = fieldsOf(form);
    const refuse = (errors: ProfileErrors) => page({ fields, errors }, { status: 422 });
    const errors = profileErrors(fields, user);
    if (Object.keys(errors).length > 0) return refuse(errors);
    if (wantsOtherEmail(fields, user)) {
      const detour = await confirmFirst(ctx);
      if (detour) return detour;
      const request = await requestEmailChange(state, user, fields.email, device);
      if (!request.ok) return refuse({ email: request.error });
      flash(ctx, changesSoon(fields.email), "info");
    }
    const isChanged = await changeProfile(state, state, fields);
    if (isChanged) flash(ctx, "Your profile is saved.", "success");
    return ctx.redirect(PATH, 303);
  },
});

function fieldsOf(form: FormData): ProfileFields {
  return {
    name: line(form, "name"),
    email: line(form, "email"),
    time_zone: line(form, "time_zone"),
  };
}

const NOT_SENT =
  "No mail was sent just now, because several were sent to this address already. Please look there, or try again in an hour.";

function onItsWay(email: string): string {
  return `We have sent a mail to ${email}. Follow the link in it to confirm the address.`;
}

function changesSoon(email: string): string {
  return `We have sent a mail to ${email}. Your address changes once you follow the link in it.`;
}

export default defineMember.page<typeof handler>(function Profile({ data, state }) {
  const { fields, errors } = data;
  const { user, mailer } = state;
  return (
    <AccountPage title="Profile" path={PATH}>
      <ErrorSummary errors={errors} />
      <ProfileForm
        action={PATH}
        fields={fields}
        errors={errors}
        zones={timeZones(user.timeZone)}
      />
      <section>
        <h2>Is your address confirmed?</h2>
        {user.isVerified
          ? (
            <p>
              <bdi>{user.email}</bdi> is confirmed: you have shown that you read mail there.
            </p>
          )
          : (
            <p>
              <bdi>{user.email}</bdi>{" "}
              is not confirmed yet. Follow the link in the mail that we send there.
            </p>
          )}
        {!user.isVerified && mailer.canSend && <VerifyForm action={PATH} />}
      </section>
    </AccountPage>
  );
});
