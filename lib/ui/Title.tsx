import { Head } from "fresh/runtime";

/**
 * The title of the document; where it stands in a page does not matter.
 *
 * @param about what the page is for, in a sentence for search engines; by default what the whole site is
 */
export function Title({ about, children }: { about?: string; children: string }) {
  return (
    <Head>
      <title>{`${children} · Cloakroom`}</title>
      {about && <meta name="description" content={about} />}
    </Head>
  );
}
