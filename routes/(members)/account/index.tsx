import { defineMember } from "@/lib/app.ts";
import { ACCOUNT_PAGES } from "@/lib/ui/account_pages.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";

export default defineMember.page(function Account({ state }) {
  const { name, email } = state.user;
  return (
    <AccountPage title="Your account" path="/account">
      <p>
        You are <bdi>{name}</bdi>, <bdi>{email}</bdi>.
      </p>
      <dl class="account-overview">
        {ACCOUNT_PAGES.map(([href, label, about]) => (
          <div key={href}>
            <dt>
              <a href={href}>{label}</a>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
    </AccountPage>
  );
});
