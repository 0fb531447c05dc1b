/** Pictures of pages: kept small, and compared with what was kept. */
import { Buffer } from "node:buffer";
// deno-lint-ignore no-import-prefix -- only pictures need it
import pixelmatch from "npm:pixelmatch@^7.2";
// deno-lint-ignore no-import-prefix -- as above
import { PNG } from "npm:pngjs@^7";

/** How far two colours may be apart to be one: what letters look like at their edges differs a little. */
const COLOUR_TOLERANCE = 0.2;

/** The same picture in 4,096 colours, of which nobody misses the others: it takes half the room. */
export function simplified(png: Uint8Array): Uint8Array {
  const picture = PNG.sync.read(Buffer.from(png));
  for (let at = 0; at < picture.data.length; at++) {
    picture.data[at] = (picture.data[at]! >> 4) * 17;
  }
  return PNG.sync.write(picture, { deflateLevel: 9, colorType: 2 });
}

export interface Difference {
  /** How much of the picture has changed, from 0 to 1. */
  readonly share: number;
  /** Both in one, with what differs in red. */
  readonly picture: Uint8Array;
}

/** What differs between two pictures. Of two sizes, everything does. */
export function difference(before: Uint8Array, after: Uint8Array): Difference {
  const [one, other] = [before, after].map((png) => PNG.sync.read(Buffer.from(png)));
  const { width, height } = other!;
  if (one!.width !== width || one!.height !== height) return { share: 1, picture: after };
  const marked = new PNG({ width, height });
  const options = { threshold: COLOUR_TOLERANCE };
  const count = pixelmatch(one!.data, other!.data, marked.data, width, height, options);
  return { share: count / (width * height), picture: PNG.sync.write(marked) };
}
