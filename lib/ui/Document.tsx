import type { ComponentChildren } from "preact";
import { asset } from "fresh/runtime";

/** The whole HTML document around a page's body. Pages put their own title in its place. */
export function Document({ children }: { children: ComponentChildren }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Cloakroom</title>
        <meta name="description" content="Cloakroom, a small appointments book." />
        <meta name="color-scheme" content="light dark" />
        {/* The same two colours as --paper in the stylesheet. */}
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf9fa" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171114" />
        <link rel="icon" type="image/svg+xml" href={asset("/favicon.svg")} />
        <link rel="stylesheet" href={asset("/styles.css")} />
      </head>
      <body>{children}</body>
    </html>
  );
}
