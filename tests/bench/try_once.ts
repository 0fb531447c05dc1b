/** What all sign-ins of a measure have in common: where they go, and the visitor who sends them. */
export interface SignInForm {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly csrf_token: string;
}

/** Tries a password once, and returns the status. */
export async function tryOnce(
  { url, headers, csrf_token }: SignInForm,
  { email, password, address }: { email: string; password: string; address: string },
): Promise<Response> {
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, "x-forwarded-for": address },
    body: new URLSearchParams({ csrf_token, email, password }),
  });
  await response.body?.cancel();
  return response;
}
