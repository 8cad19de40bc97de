/**
 * Owns: how a post will look on each channel, as elements: the text exactly as it is published (PRODUCT S3), link, pictures with their descriptions, poll.
 * Never: a text of its own between the words of the post, and never markup: every text is set as text.
 */
import type { PostDraft } from "../core/post-note";
import { icon } from "./drawing";
import { countText, leftOut, type Look } from "./composer-model";
import type { Pictures } from "./composer-pictures";

function drawPictures(parent: HTMLElement, { images }: PostDraft, pictures: Pictures): void {
  for (const { alt, path, kept } of images) {
    const figure = parent.createEl("figure");
    const image = figure.createEl("img", { attr: { alt } });
    if (kept) {
      Object.assign(image, { width: kept.width, height: kept.height });
      void pictures.shown(kept).then((url) => (url === null ? image.remove() : image.setAttribute("src", url)));
    } else image.remove();
    figure.createEl("figcaption", { cls: "ae-faint", text: kept ? (alt === "" ? "Without a description" : `Described as: ${alt}`) : `${path} is being measured` });
  }
}

export function drawPreview(parent: HTMLElement, look: Look, draft: PostDraft, pictures: Pictures): void {
  const { channel, face } = look;
  const article = parent.createEl("article", { cls: "ae-post", attr: { "aria-label": `Preview on ${channel.label}` } });
  const head = article.createDiv({ cls: "ae-delivery-head" });
  head.createEl("h4", { text: channel.label });
  head.createSpan({ cls: `ae-pill ${channel.live ? "ae-attention" : "ae-calm"}`, text: channel.live ? "live" : "dry run" });
  face.texts.forEach((text, index) => {
    if (face.texts.length > 1) article.createDiv({ cls: "ae-faint", text: `Part ${index + 1} of ${face.texts.length}` });
    article.createDiv({ cls: "ae-post-text" }).textContent = text;
  });
  if (draft.poll && channel.publisher.takes.poll) {
    const list = article.createEl("ul", { cls: "ae-post-poll", attr: { "aria-label": "Poll" } });
    for (const option of draft.poll.options) list.createEl("li").textContent = option;
  }
  if (channel.publisher.pictures) drawPictures(article, draft, pictures);
  if (draft.link !== null && draft.link !== "" && channel.publisher.takes.link) {
    const card = article.createDiv({ cls: "ae-post-link" });
    icon(card, "link");
    card.createSpan({ text: draft.link });
  }
  const missing = leftOut(look, draft);
  if (missing.length > 0) article.createDiv({ cls: "ae-faint", text: `Published without ${missing.join(" and ")}: ${channel.label} has no place for it.` });
  const facts = [countText(look), ...(face.price ? [`${channel.label} charges ${face.price.amount} ${face.price.currency}`] : [])];
  article.createDiv({ cls: `ae-faint${look.over > 0 ? " ae-danger" : ""}`, text: facts.join(" · ") });
  for (const { field, text } of face.problems) {
    const line = article.createDiv({ cls: "ae-problem ae-danger" });
    icon(line, "circle-alert");
    line.createSpan({ text: `${field.replaceAll("_", " ").replace(/\.(\d+)/g, (_dot, at: string) => ` ${Number(at) + 1}`)} ${text}` });
  }
}
