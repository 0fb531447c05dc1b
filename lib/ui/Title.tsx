import { Head } from "fresh/runtime";

/** The title of the document; where it stands in a page does not matter. */
export function Title({ children }: { children: string }) {
  return (
    <Head>
      <title>{`${children} · Cloakroom`}</title>
    </Head>
  );
}
