import { useEffect, useState } from "preact/hooks";

/** A hidden field with the time zone of the browser. Without JavaScript it is empty, and the server guesses. */
export default function BrowserZone() {
  const [zone, setZone] = useState("");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <input type="hidden" name="time_zone" value={zone} />;
}
