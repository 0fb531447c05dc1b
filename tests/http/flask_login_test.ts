/** What Flask-Login does, each test named after it; the table is in CONTRIBUTING.md. */
import "./flask_login/guards.ts";
import "./flask_login/remember.ts";
import "./flask_login/users.ts";
import "./flask_login/signals.ts";
