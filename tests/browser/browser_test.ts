/** All browser tests, in one process that needs one browser. */
import "./hydration.ts";
import "./story.ts";
import "./pages.ts";
import "./appointments.ts";
import "./flashes.ts";
import "./islands.ts";
import "./labs.ts";
import "./accounts.ts";
import "./presence.ts";
import "./zones.ts";
import "./time_range.ts";
import "./axe.ts";
import "./keyboard.ts";
import "./media.ts";
import "./shots.ts";
