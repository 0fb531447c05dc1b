/** What Flask-Login does, each test named after it; the table is in CONTRIBUTING.md. */
import "./flask_login/fresh.ts";
import "./flask_login/guards.ts";
import "./flask_login/remember.ts";
import "./flask_login/signals.ts";
import "./flask_login/table.ts";
import "./flask_login/tokens.ts";
import "./flask_login/users.ts";
