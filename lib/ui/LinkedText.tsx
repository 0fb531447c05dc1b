interface LinkedTextProps {
  text: string;
  /** Where links may lead, such as `https://book.example`; any other address stays mere text. */
  origins: readonly string[];
}

/** Up to a blank, but without the sign that ends the sentence. */
const ADDRESS = /(https?:\/\/\S*[^\s.,;:!?)>"'])/;

/** Plain text in which the addresses of this app can be followed. */
export function LinkedText({ text, origins }: LinkedTextProps) {
  return (
    <>
      {text.split(ADDRESS).map((part, index) =>
        // Every second part is what the pattern has found.
        index % 2 === 1 && leadsTo(origins, part) ? <a key={index} href={part}>{part}</a> : part
      )}
    </>
  );
}

function leadsTo(origins: readonly string[], address: string): boolean {
  const origin = URL.parse(address)?.origin;
  return origin !== undefined && origins.includes(origin);
}
