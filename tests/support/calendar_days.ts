/** What stands under each day of a calendar that has something: `23: 09:30 – 10:15 Dentist`. */
export function days(html: string): Record<string, string[]> {
  const cells = [...html.matchAll(/<td[^>]* id="day-([\d-]+)"([\s\S]*?)<\/td>/g)];
  const entries = (cell: string) =>
    [...cell.matchAll(/<time[^>]*>([^<]*)<\/time> ?<bdi>([^<]*)</g)].map(([, ...it]) =>
      it.join(" ")
    );
  return Object.fromEntries(
    cells.map(([, day, cell]) => [day!, entries(cell!)]).filter(([, items]) => items!.length > 0),
  );
}

const main = (html: string) => /<main[\s\S]*<\/main>/.exec(html)![0];

/** The links of a page by their words, without those around it. */
export const links = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...main(html).matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]+)</g)]
      .map(([, href, words]) => [words!.trim(), href!.replaceAll("&amp;", "&")]),
  );
