import { requireApiToken } from "@/lib/auth/mod.ts";

/** Programs come here, each with an API token; no cookie is read. */
export default requireApiToken;
