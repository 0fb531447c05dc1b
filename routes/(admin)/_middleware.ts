import { requireAdmin } from "@/lib/auth/mod.ts";

/** For admins; to everybody else nothing is here, and the page says no more than that. */
export default requireAdmin;
