import { define } from "@/lib/app.ts";
import { LABS } from "@/lib/ui/LabNav.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";

/** What can be tried out here. */
export default define.page(function Lab() {
  return (
    <>
      <PageHeader title="Lab" />
      <p class="lead">Sessions, cookies and responses, to try out on your own browser.</p>
      <ul class="labs">
        {LABS.map(({ href, title, about }) => (
          <li key={href}>
            <h2>
              <a href={href}>{title}</a>
            </h2>
            <p>{about}</p>
          </li>
        ))}
      </ul>
    </>
  );
});
