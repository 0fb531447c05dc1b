import type { ComponentChildren } from "preact";
import { ACCOUNT_PAGES } from "./account_pages.ts";
import { PageHeader } from "./Page.tsx";

interface AccountPageProps {
  title: string;
  /** The path being shown, to mark its link. */
  path: string;
  children: ComponentChildren;
}

/** A page about one's own account, with links to the others. */
export function AccountPage({ title, path, children }: AccountPageProps) {
  return (
    <>
      <PageHeader title={title} />
      <div class="account-page">
        <nav class="account-nav" aria-label="Account">
          {ACCOUNT_PAGES.map(([href, label]) => (
            <a key={href} href={href} aria-current={href === path ? "page" : undefined}>{label}</a>
          ))}
        </nav>
        <div class="account-content">{children}</div>
      </div>
    </>
  );
}
