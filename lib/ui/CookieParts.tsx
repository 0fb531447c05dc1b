import { Code } from "./Code.tsx";

interface CookiePartsProps {
  name: string;
  attributes: string;
  version: string;
  payload: string;
  issued: string;
  mac: string;
  bytes: number;
  size: string;
  maxBytes: number;
  key: string;
  verdict: string;
}

/** A session cookie, part by part. */
export function CookieParts({ parts }: { parts: CookiePartsProps }) {
  const { bytes, maxBytes } = parts;
  return (
    <dl class="details">
      <dt>Name</dt>
      <dd>
        <code>{parts.name}</code>
      </dd>
      <dt>Attributes</dt>
      <dd>
        <code>{parts.attributes}</code>
      </dd>
      <dt>Version</dt>
      <dd>
        <code>{parts.version}</code>
      </dd>
      <dt>Payload</dt>
      <dd>
        <Code label="Payload">{parts.payload}</Code>
      </dd>
      <dt>Signed</dt>
      <dd>{parts.issued}</dd>
      <dt>MAC</dt>
      <dd>
        <code>{parts.mac}</code>
      </dd>
      <dt id="cookie-size">Size</dt>
      <dd>
        <meter value={bytes} max={maxBytes} aria-labelledby="cookie-size" />
        <span>{parts.size}</span>
      </dd>
      <dt>Key</dt>
      <dd>{parts.key}</dd>
      <dt>Verdict</dt>
      <dd>{parts.verdict}</dd>
    </dl>
  );
}
