import type { ComponentChildren } from "preact";
import { Form } from "./Form.tsx";
import { Mark } from "./Mark.tsx";

interface Member {
  name: string;
  /** Whether to show the way to other people's accounts. */
  isAdmin: boolean;
}

interface ShellProps {
  /** Who is signed in. */
  user: Member | null;
  /** Whether new accounts are open to anyone. */
  mayRegister: boolean;
  /** Whether mails wait in the outbox instead of being sent. */
  hasOutbox: boolean;
  /** The path being shown, to mark its link. */
  path: string;
  /** The messages, one element each. */
  flash: ComponentChildren;
  /** Where to choose light or dark, at the foot of the page. */
  appearance?: ComponentChildren;
  /** When the page was made, in words: on paper it says how old it is. */
  asOf?: string;
  children: ComponentChildren;
}

/** What surrounds every page: skip link, header, messages, footer. */
export function Shell(
  { user, mayRegister, hasOutbox, path, flash, appearance, asOf, children }: ShellProps,
) {
  return (
    <div class="shell">
      <a class="skip-link" href="#main">Skip to content</a>
      <header class="site-header">
        <div class="wrap site-bar">
          <a class="brand" href="/">
            <Mark />
            <span>Cloakroom</span>
          </a>
          {user
            ? <MemberNavigation user={user} path={path} />
            : <GuestNavigation path={path} mayRegister={mayRegister} />}
        </div>
      </header>
      <main id="main" class="wrap" tabIndex={-1}>
        <div class="flashes">{flash}</div>
        {children}
        {asOf && <p class="printed">Cloakroom, as of {asOf}</p>}
      </main>
      <footer class="site-footer">
        <div class="wrap footer-bar">
          <p>
            Cloakroom, a small appointments book. Curious how it works? <a href="/lab">Lab</a>
            {hasOutbox && (
              <>
                {" · "}
                <a href="/dev/outbox">Outbox</a>
              </>
            )}
          </p>
          {appearance}
        </div>
      </footer>
    </div>
  );
}

function GuestNavigation({ path, mayRegister }: Pick<ShellProps, "path" | "mayRegister">) {
  return (
    <nav class="site-nav" aria-label="Main">
      <NavigationLink href="/login" path={path}>Sign in</NavigationLink>
      {mayRegister && <NavigationLink href="/register" path={path}>Create account</NavigationLink>}
    </nav>
  );
}

function MemberNavigation({ user, path }: { user: Member; path: string }) {
  return (
    <>
      <nav class="site-nav" aria-label="Main">
        <NavigationLink href="/appointments" path={path}>Appointments</NavigationLink>
        {user.isAdmin && <NavigationLink href="/admin/users" path={path}>Users</NavigationLink>}
      </nav>
      <div class="account">
        <a
          class="account-link"
          href="/account"
          aria-label={`${user.name}, your account`}
          aria-current={current(path, "/account")}
        >
          <bdi class="user-name" data-user title={user.name}>{user.name}</bdi>
        </a>
        <Form action="/logout">
          <button type="submit" class="nav-link">Sign out</button>
        </Form>
      </div>
    </>
  );
}

function NavigationLink(
  { href, path, children }: { href: string; path: string; children: ComponentChildren },
) {
  return <a class="nav-link" href={href} aria-current={current(path, href)}>{children}</a>;
}

/** Whether a link leads to the page being shown, or to what that page is a part of. */
function current(path: string, href: string): "page" | "true" | undefined {
  return path === href ? "page" : path.startsWith(`${href}/`) ? "true" : undefined;
}
