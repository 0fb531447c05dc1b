import { assertEquals } from "@std/assert";
import { returnedCookies } from "@/lib/lab/cookie_returned.ts";

const returned = (header: string | null) => returnedCookies(header, "session");

Deno.test("only the lab's cookies are read, never the session's", () => {
  const header = "session=secret; lab_a=1; __Host-session=secret; other=2; __Host-lab_b=%C3%A4";
  assertEquals(returned(header), {
    header: "lab_a=1; __Host-lab_b=%C3%A4",
    cookies: [{ name: "lab_a", value: "1" }, { name: "__Host-lab_b", value: "ä" }],
    more: 0,
  });
  assertEquals(returnedCookies("lab_session=secret", "lab_session").cookies, []);
});

Deno.test("names that only look like the lab's are not", () => {
  for (const name of ["xlab_a", "\u00a0lab_a", "LAB_a", "__host-lab_a", "__%48ost-lab_a", "la"]) {
    assertEquals(returned(`${name}=1`).cookies, [], name);
  }
});

Deno.test("two of one name are both told, in the order in which they came", () => {
  const { cookies } = returned("lab_a=1; lab_a=2");
  assertEquals(cookies, [{ name: "lab_a", value: "1" }, { name: "lab_a", value: "2" }]);
});

Deno.test("no cookies, odd ones and very many are no trouble", () => {
  for (const header of [null, "", ";;;", "lab_a", "=lab_a"]) {
    assertEquals(returned(header).cookies, [], `${header}`);
  }
  const { cookies, more } = returned(Array.from({ length: 8000 }, (_, i) => `lab_${i}=`).join(";"));
  assertEquals([cookies.length, more], [180, 7820]);
});
