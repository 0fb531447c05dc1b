import type { TestApp } from "./app.ts";
import type { Answer } from "./visitor.ts";
import { askForReset } from "./links.ts";
import { PASSWORD } from "./visitor.ts";

type Choose = (app: TestApp, password: string) => Promise<Answer>;

const EMAIL = "ada@example.org";

/** Every form in which somebody chooses a password; each makes an account for Ada first. */
export const passwordForms: Readonly<Record<string, Choose>> = {
  register: (app, password) =>
    app.visitor().submit("/register", { name: "Ada", email: EMAIL, password }),
  async change(app, password) {
    const ada = await app.visitor().as(await app.person("Ada"));
    return ada.submit("/account/password", { current_password: PASSWORD, password });
  },
  async reset(app, password) {
    const { email } = await app.person("Ada");
    return app.visitor().submit(await askForReset(app, email), { password });
  },
};
