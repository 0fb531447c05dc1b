/** How the main pages look, compared with pictures that somebody has looked at. */
import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { browserTest, type BrowserTestOptions, type Page } from "../support/browser.ts";
import { difference, simplified } from "../support/pictures.ts";
import { show, stops } from "./stops.ts";

const FOLDER = join(import.meta.dirname!, "shots");
const FONTS = join(FOLDER, "fonts.txt");
const RENEW = "SHOTS=new deno task test tests/browser/shots.ts";
const isNew = Deno.env.get("SHOTS") === "new";

/** Of a picture: less than a button. What changes more is to be looked at. */
const MAX_SHARE = 0.003;

/** By the names of the tour. */
const PAGES = [
  "home, signed out",
  "home",
  "sign in",
  "list",
  "week",
  "month",
  "new, refused",
  "appointment",
  "devices",
];

const WAYS: Record<string, BrowserTestOptions> = {
  light: { viewport: { width: 1100, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1100, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light" },
};

/** As wide as these letters are: other fonts break lines elsewhere, and no tolerance covers that. */
async function fonts(page: Page): Promise<string> {
  const widths = await page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d")!;
    return ["system-ui", "ui-monospace"].flatMap((family) => {
      canvas.font = `100px ${family}, sans-serif`;
      const letters = ["Appointments, 09:30 – 10:15", "רחלה", "رحلة", "🎂"];
      return letters.map((text) => Math.round(canvas.measureText(text).width));
    });
  });
  return `${widths.join(" ")}\n`;
}

async function picture(page: Page): Promise<Uint8Array> {
  return simplified(await page.screenshot({ animations: "disabled", scale: "device" }));
}

/** Compares one picture with the one that is kept; says what is wrong, or nothing. */
async function compare(file: string, now: Uint8Array, folder: () => Promise<string>) {
  const before = await Deno.readFile(join(FOLDER, file)).catch(() => null);
  if (!before) return `${file} is missing`;
  const { share, picture } = difference(before, now);
  if (share <= MAX_SHARE) return null;
  await Deno.writeFile(join(await folder(), file), now);
  await Deno.writeFile(join(await folder(), file.replace(".png", ".difference.png")), picture);
  return `${file}: ${(share * 100).toFixed(1)} % has changed`;
}

/** Where what has changed is put; made when there is something. */
function changedFolder(): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => made ??= Deno.makeTempDir({ prefix: "cloakroom-shots-" });
}

for (const [way, options] of Object.entries(WAYS)) {
  browserTest(`the main pages look as they did, ${way}`, async (page) => {
    const folder = changedFolder();
    const all = await stops();
    const wrong: string[] = [];
    for (const name of PAGES) {
      await show(page, all.find((stop) => stop.name === name)!);
      const file = `${name.replaceAll(/\W+/g, "-")}.${way}.png`;
      if (isNew) await Deno.writeFile(join(FOLDER, file), await picture(page));
      else if (await fonts(page) !== await Deno.readTextFile(FONTS)) return tellOfFonts();
      else {wrong.push(...[await compare(file, await picture(page), folder)].filter((x) =>
          x !== null
        ));}
    }
    if (isNew) await Deno.writeTextFile(FONTS, await fonts(page));
    const advice = wrong.length > 0 &&
      `Look at ${await folder()}. If all is as it should be, renew the pictures: ${RENEW}`;
    assertEquals(wrong, [], advice || undefined);
  }, { ...options, deviceScaleFactor: 0.5 });
}

function tellOfFonts(): void {
  console.log(
    `The pictures of pages were not compared: they were taken with other fonts. To have some of your own: ${RENEW}`,
  );
}
