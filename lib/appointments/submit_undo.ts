import type { Reader } from "@/lib/reader.ts";
import { inWords } from "./days.ts";
import { overlapping } from "./overlap.ts";
import { quoted } from "./quoted.ts";
import { overWords, savedWords, type Told } from "./saved_words.ts";
import { undoDelete } from "./undo.ts";
import type { Deleter } from "./undo_token.ts";

/** Much may be said of what is back, and a message is short. */
const SHORT_TITLE = 60;

const TWIN =
  "A calendar file has brought one like it meanwhile, so there may be two; look whether you need both.";

const REFUSED: Told = {
  text:
    "That could not be undone. It works once, for ten minutes, and in the browser that deleted the appointment.",
  category: "warning",
};

/** Takes the button under the message about a deleted appointment, and says what came of it. */
export async function submitUndo(
  deps: Parameters<typeof undoDelete>[0],
  { deleter, reader }: { readonly deleter: Deleter; readonly reader: Reader },
  token: string,
): Promise<Told> {
  const restored = await undoDelete(deps, deleter, token);
  if (!restored) return REFUSED;
  const { appointment, hasTwin } = restored;
  const overlap = await overlapping(deps, deleter.userId, appointment, appointment.id);
  const title = quoted(inWords(appointment, reader).title, SHORT_TITLE);
  const done = `${title} is back.${overWords(appointment, deps.clock())}`;
  return savedWords(done, { surprises: hasTwin ? [TWIN] : [], overlap, reader });
}
