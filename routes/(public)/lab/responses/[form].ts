import { HttpError } from "fresh";
import { replies } from "@/lib/app.ts";
import { findForm } from "@/lib/lab/responses.ts";

export const handler = replies.handlers({
  GET({ params }) {
    const form = findForm(params.form ?? "");
    if (!form) throw new HttpError(404);
    return form.reply();
  },
});
