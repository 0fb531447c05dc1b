/** What a request says that its body is, such as `application/json`; without parameters, in lower case. */
export function mediaType({ headers }: Request): string {
  return (headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
}
