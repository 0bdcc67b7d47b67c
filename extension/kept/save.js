/** A file that the agent made, saved by the browser where the user's files go. */

/** @param {import("../types/api").SavedFile} file */
export function saveFile({ name, media_type, content }) {
  const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: media_type }));
  const link = learnlearn.ui.node("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a browser may ask the user first where to
}
