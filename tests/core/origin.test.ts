/** Owns: which addresses count as this machine. Never: a connection. */
import { describe, expect, it } from "vitest";
import { loopbackUrl, originOf } from "../../src/core/origin";

describe("K9 loopback addresses", () => {
  it.each([
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://localhost/base/", "http://localhost/base"],
    ["https://[::1]:1/oauth2/token", "https://[::1]:1/oauth2/token"],
    ["  HTTP://LOCALHOST:99999", null],
    ["http://127.0.0.1.evil.example", null],
    ["http://127.0.0.1@evil.example", null],
    ["http://user:pass@127.0.0.1", null],
    ["http://evil.example#127.0.0.1", null],
    ["http://127.0.0.1\\@evil.example/", null],
    ["http://127.1/", null],
    ["http://0.0.0.0/", null],
    ["http://2130706433/", null],
    ["http://localhost.evil.example/", null],
    ["http://127.0.0.1/?next=http://evil.example", null],
    ["ftp://127.0.0.1/", null],
    ["127.0.0.1:80", null],
    ["", null],
  ])("%s", (text, url) => {
    const result = loopbackUrl(text);
    expect("url" in result ? result.url : null).toBe(url);
    if ("why" in result) expect(result.why).not.toContain("pass");
  });
});

describe("K9 the origin a secret belongs to", () => {
  it.each([
    ["https://odoo.example.com/odoo?x=1", "https://odoo.example.com"],
    ["https://odoo.example.com:443/", "https://odoo.example.com"],
    ["https://odoo.example.com:8069", "https://odoo.example.com:8069"],
    ["http://odoo.example.com", "http://odoo.example.com"],
    ["file:///etc/passwd", null],
    ["odoo.example.com", null],
  ])("%s", (url, origin) => expect(originOf(url)).toBe(origin));
});
