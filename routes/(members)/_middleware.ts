import { requireUser } from "@/lib/auth/mod.ts";

/** Everything here belongs to somebody: who is not signed in is sent to the login page. */
export default requireUser;
