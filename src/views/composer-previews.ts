/**
 * Owns: how a post will look on each channel, as elements: the text exactly as it is published (PRODUCT S3), link card, pictures with their descriptions, poll.
 * Never: a text of its own between the words of the post, and never markup: every text is set as text.
 */
import { keptFor, type PostDraft } from "../core/post-note";
import { showInstant } from "../core/schedule";
import { icon } from "./drawing";
import { countText, leftOut, tagText, type Look } from "./composer-model";
import type { Pictures } from "./composer-pictures";

function drawPictures(parent: HTMLElement, channel: string, { images }: PostDraft, pictures: Pictures): void {
  for (const one of images) {
    const { alt, path, url } = one;
    const kept = keptFor(channel, one);
    const figure = parent.createEl("figure");
    const image = figure.createEl("img", { attr: { alt } });
    if (kept) {
      Object.assign(image, { width: kept.width, height: kept.height });
      void pictures.shown(kept).then((url) => (url === null ? image.remove() : image.setAttribute("src", url)));
    } else image.remove();
    figure.createEl("figcaption", { cls: "ae-faint", text: kept || path === "" ? `${path === "" ? `${url ?? ""} · ` : ""}${alt === "" ? "Without a description" : `Described as: ${alt}`}` : `${path} is being measured` });
  }
}

/** Answers as they stand there; one that is not written yet says so instead of being an empty line. */
function drawPoll(parent: HTMLElement, { options, minutes }: NonNullable<PostDraft["poll"]>): void {
  const list = parent.createEl("ul", { cls: "ae-post-poll", attr: { "aria-label": "Poll" } });
  options.forEach((option, index) => {
    const isEmpty = option.trim() === "";
    list.createEl("li", { cls: isEmpty ? "ae-faint" : "" }).textContent = isEmpty ? `Answer ${index + 1} is not written yet` : option;
  });
  parent.createDiv({ cls: "ae-faint", text: `Open for ${minutes} minutes` });
}

/** Services show the page's own picture and title; what we know of it is where it leads. */
function drawLink(parent: HTMLElement, link: string): void {
  const card = parent.createDiv({ cls: "ae-post-link" });
  icon(card, "link");
  const words = card.createDiv();
  words.createDiv({ cls: "ae-post-host", text: URL.canParse(link) ? new URL(link).host.replace(/^www\./, "") : "No address yet" });
  words.createDiv({ cls: "ae-faint", text: link });
}

function drawTexts(parent: HTMLElement, { face: { texts }, channel: { publisher } }: Look): void {
  texts.forEach((text, index) => {
    if (texts.length > 1) parent.createDiv({ cls: "ae-faint", text: `Part ${index + 1} of ${texts.length}` });
    parent.createDiv({ cls: "ae-post-text" }).textContent = text;
    const folds = publisher.looks?.folds_at ?? null;
    if (folds !== null && text.length > folds) parent.createDiv({ cls: "ae-faint", text: `Readers see about the first ${folds} characters; a click shows the rest.` });
  });
}

export function drawPreview(parent: HTMLElement, look: Look, draft: PostDraft, pictures: Pictures, when: string): void {
  const { channel, face } = look;
  const { takes, looks, pictures: rule } = channel.publisher;
  const article = parent.createEl("article", { cls: "ae-post", attr: { "aria-label": `Preview on ${channel.label}` } });
  const head = article.createDiv({ cls: "ae-delivery-head" });
  icon(head, "circle-user-round");
  const name = head.createDiv({ cls: "ae-post-name" });
  name.createEl("h4", { text: channel.label });
  name.createDiv({ cls: "ae-faint", text: when });
  head.createSpan({ cls: `ae-pill ${channel.live ? "ae-attention" : "ae-calm"}`, text: channel.live ? "live" : "dry run" });
  const shows = (): void => {
    if (rule) drawPictures(article, channel.id, draft, pictures);
  };
  if (looks?.pictures === "above") shows();
  drawTexts(article, look);
  if (draft.poll && takes.poll) drawPoll(article, draft.poll);
  if (looks?.pictures !== "above") shows();
  // Beside pictures no service shows a card.
  if (draft.link !== null && draft.link !== "" && takes.link && draft.images.length === 0) drawLink(article, draft.link);
  if (looks) {
    const row = article.createDiv({ cls: "ae-post-actions ae-faint", attr: { "aria-hidden": "true" } });
    for (const action of looks.actions) row.createSpan({ text: action });
  }
  const missing = leftOut(look, draft);
  if (missing.length > 0) article.createDiv({ cls: "ae-faint", text: `Published without ${missing.join(" and ")}: ${channel.label} has no place for it.` });
  const facts = [countText(look), tagText(look), ...(face.price ? [`${channel.label} charges ${face.price.amount} ${face.price.currency}`] : []), ...(face.allowance ?? [])].filter((fact) => fact !== "");
  article.createDiv({ cls: `ae-faint${look.over > 0 ? " ae-danger" : ""}`, text: facts.join(" · ") });
  for (const { field, text } of face.problems) {
    const line = article.createDiv({ cls: "ae-problem ae-danger" });
    icon(line, "circle-alert");
    line.createSpan({ text: `${field.replaceAll("_", " ").replace(/\.(\d+)/g, (_dot, at: string) => ` ${Number(at) + 1}`)} ${text}` });
  }
}

/** When it will stand there, for a preview. */
export const whenText = (at: string | null, zone: string): string => (at === null ? "as soon as it is approved" : showInstant(at, zone));
