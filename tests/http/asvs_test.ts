/**
 * OWASP ASVS 5.0.0, chapters 6 to 8, levels 1 and 2, without multi-factor authentication: each test is named by the number
 * of its requirement. What is not met, or does not apply, stands in CONTRIBUTING.md.
 */
import "./asvs/authorization.ts";
import "./asvs/checklist.ts";
import "./asvs/documents.ts";
import "./asvs/passwords.ts";
import "./asvs/session_end.ts";
import "./asvs/sessions.ts";
import "./asvs/sign_in.ts";
