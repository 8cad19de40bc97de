/**
 * Owns: a written mail as bytes: bare, and as a mail service delivers one - with the headers it gathered on the way, a text and an HTML part and, in every third, an attachment.
 * Never: chance; the same mail always gives the same bytes.
 */
const encoder = new TextEncoder();
const lines = (parts) => encoder.encode(parts.join("\r\n"));

const quotedPrintable = (text) =>
  [...encoder.encode(text)].map((byte) => (byte === 10 ? "\r\n" : byte === 61 || byte > 126 || byte < 32 ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}` : String.fromCharCode(byte))).join("")
    .split("\r\n").flatMap((line) => line.match(/.{1,70}(?![0-9A-F]?$)|.{1,74}/g)?.map((part, index, all) => (index < all.length - 1 ? `${part}=` : part)) ?? [""]).join("\r\n");

const asHtml = (text) =>
  `<html><head><style>${".text { font-family: Calibri, sans-serif; font-size: 11pt; margin: 0 }\n".repeat(12)}</style></head><body>${text.split("\n").map((line) => `<p class="text" style="margin-top:0;margin-bottom:0"><span style="font-size:11pt;color:#1f2937">${line.replace(/&/g, "&amp;").replace(/</g, "&lt;") || "&nbsp;"}</span></p>`).join("\n")}</body></html>`;

const hop = (index) => `Received: from relay${index}.customer.example (relay${index}.customer.example [192.0.2.${index + 10}])\r\n by mx${index}.service.example with ESMTPS id a1b2c3d4e5f6${index}\r\n for <owner@studio.example> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n Tue, 10 Mar 2026 09:00:0${index} +0000 (UTC)`;
const signature = (name) => `${name}: i=1; a=rsa-sha256; c=relaxed/relaxed; d=customer.example; s=selector1;\r\n h=from:to:subject:date:message-id:mime-version;\r\n bh=${"A1b2C3d4".repeat(5)}=;\r\n b=${Array.from({ length: 5 }, () => "Qm9keVNpZ25hdHVyZQ".repeat(4)).join("\r\n ")}`;

function head(mail) {
  return [`From: ${mail.from ?? "Some One <someone@customer.example>"}`, "To: Hannah <owner@studio.example>", `Subject: ${mail.subject ?? ""}`, `Date: ${mail.date ?? "Tue, 10 Mar 2026 09:00:00 +0000"}`, "MIME-Version: 1.0"];
}

/** Only what a person wrote. */
export function bare(mail) {
  const html = mail.html !== undefined && !mail.body;
  return lines([...head(mail), `Content-Type: text/${html ? "html" : "plain"}; charset=utf-8`, "", html ? mail.html : (mail.body ?? "")]);
}

/** As it arrives. */
export function asDelivered(mail, index = 0) {
  const html = mail.html || asHtml(mail.body ?? "");
  const alternative = ["--inner", 'Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable", "", quotedPrintable(mail.body || mail.html || ""), "--inner", 'Content-Type: text/html; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable", "", quotedPrintable(html), "--inner--"];
  const attachment = index % 3 === 0 ? ["--outer", "Content-Type: application/pdf; name=\"order.pdf\"", "Content-Disposition: attachment; filename=\"order.pdf\"", "Content-Transfer-Encoding: base64", "", ...Array.from({ length: 900 }, () => "JVBERi0xLjcKJcfsj6IKNSAwIG9iago8PC9MZW5ndGggNiAwIFIvRmlsdGVyIC9GbGF0".padEnd(76, "Z"))] : [];
  return lines([
    hop(1), hop(2), hop(3), hop(4), signature("DKIM-Signature"), signature("ARC-Message-Signature"), signature("ARC-Seal"),
    "Authentication-Results: mx.service.example; dkim=pass header.i=@customer.example; spf=pass smtp.mailfrom=someone@customer.example; dmarc=pass",
    "Message-ID: <0123456789abcdef@customer.example>", ...head(mail), 'Content-Type: multipart/mixed; boundary="outer"', "", "--outer", 'Content-Type: multipart/alternative; boundary="inner"', "", ...alternative, ...attachment, "--outer--", "",
  ]);
}
