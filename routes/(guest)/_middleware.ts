import { requireGuest } from "@/lib/auth/mod.ts";

/** Signing in and signing up are for people who are not signed in. */
export default requireGuest;
