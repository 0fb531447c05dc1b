import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { historyWords, inDays, listHistory, RETENTION } from "@/lib/auth/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import { AccountPage } from "@/lib/ui/AccountPage.tsx";
import { ButtonLink } from "@/lib/ui/Button.tsx";
import { EventList } from "@/lib/ui/EventList.tsx";

const PATH = "/account/history";

export const handler = defineMember.handlers({
  async GET({ state, url }) {
    const before = url.searchParams.get("before") ?? "";
    const { rows, next } = await listHistory(state.db, state.user.id, { before });
    const events = rows.map((row) => ({
      id: row.id,
      words: historyWords(row),
      address: row.address,
      iso: new Date(row.at).toISOString(),
      when: momentInWords(row.at, state.reader),
    }));
    return page({ events, next, isLater: before !== "" });
  },
});

export default defineMember.page<typeof handler>(function HistoryPage({ data, state }) {
  const { events, next, isLater } = data;
  return (
    <AccountPage title="History" path={PATH}>
      <p>
        What happened to your account, the newest first. If there is something that was not you,
        {" "}
        <a href="/account/password">choose a new password</a>.
      </p>
      {events.length > 0 ? <EventList events={events} /> : <p>There is nothing more.</p>}
      {(next || isLater) && (
        <p class="actions">
          {next && <ButtonLink href={`${PATH}?before=${next}`} tone="quiet">Older</ButtonLink>}
          {isLater && <ButtonLink href={PATH} tone="quiet">Newest</ButtonLink>}
        </p>
      )}
      <p class="muted">
        Times are in {state.user.timeZone}. The history is kept for {inDays(RETENTION.events)}{" "}
        days, a sign-in or an API token for {inDays(RETENTION.endedLogins)}{" "}
        days after its end, and an account that is to be deleted for{" "}
        {inDays(RETENTION.deletionGrace)} days.
      </p>
    </AccountPage>
  );
});
