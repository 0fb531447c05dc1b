import type { ComponentChildren } from "preact";
import { asset } from "fresh/runtime";
import type { Theme } from "./types.ts";

/** The same two colours as --paper in the stylesheet. */
const PAPER: Record<Theme, string> = { light: "#fbf9fa", dark: "#171114" };

/**
 * The whole HTML document around a page's body. Pages put their own title in its place.
 *
 * @param theme stands in the page from its first byte, so that nothing flickers; null follows the device
 */
export function Document(
  { theme = null, children }: { theme?: Theme | null; children: ComponentChildren },
) {
  return (
    <html lang="en" data-theme={theme ?? undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Cloakroom</title>
        <meta name="description" content="Cloakroom, a small appointments book." />
        <meta name="color-scheme" content={theme ?? "light dark"} />
        {theme ? <meta name="theme-color" content={PAPER[theme]} /> : <DeviceColours />}
        <link rel="icon" type="image/svg+xml" href={asset("/favicon.svg")} />
        <link rel="apple-touch-icon" href={asset("/apple-touch-icon.png")} />
        <link rel="stylesheet" href={asset("/styles.css")} />
      </head>
      <body>{children}</body>
    </html>
  );
}

function DeviceColours() {
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={PAPER.light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={PAPER.dark} />
    </>
  );
}
