// Words of the page that follow their log: a block without a picture. draw.js (deliver) hands it what it says from now on.
// Of the whole page, since every output brings a copy of this text: how a block takes new words, the newest, and where it stands.

function say(mark) {
  const [takers, newest, places] = ["jobstatsBlocks", "jobstatsNewest", "jobstatsPlaces"].map((name) => (globalThis[name] ??= new Map()));
  const put = (block, words) => words && block && block.innerHTML !== words.html && (block.innerHTML = words.html);
  const known = (places.get(mark) ?? []).filter((place) => place.deref());
  for (const block of document.querySelectorAll(`[data-block="${mark}"]`)) {
    put(block, newest.get(mark)); // an output shown again comes from the notebook as it was saved
    if (!known.some((place) => place.deref() === block)) known.push(new WeakRef(block));
  }
  places.set(mark, known);
  takers.set(mark, (words) => places.get(mark).forEach((place) => put(place.deref(), words)));
}
