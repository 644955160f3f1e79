// Everything works without this. It adds keys in lists, sums while typing, drafts that outlive a lost session, uploads that begin with the
// choice and go on after a broken line, and one send for a double click.
const drafts = `ntm-draft:${document.documentElement.dataset.who ?? ""}:`;

// What the script says, in the language of the page: a Vietnamese sentence is its own key, {0} is the first of its values.
const english = {
  "Đã khôi phục phần bạn nhập dở lúc {0}.": "Restored what you had typed at {0}.",
  "Bỏ bản nháp": "Discard the draft",
  "Phát ra {0} phiếu, nhiều hơn {1} hộ.": "Sheets issued: {0}, more than the {1} households.",
  "Thu về {0} phiếu, nhiều hơn {1} phiếu phát ra.": "Sheets returned: {0}, more than the {1} issued.",
  "Hợp lệ và không hợp lệ cộng lại {0}, khác {1} phiếu thu về.": "Valid and invalid add up to {0}, not to the {1} returned.",
  "Khớp: {0} phiếu thu về.": "The sums agree: {0} returned.",
  "Cộng lại {0}, khác {1} phiếu hợp lệ.": "They add up to {0}, not to the {1} valid sheets.",
  "Khớp: {0} phiếu.": "The sums agree: {0}.",
  "Đang tải lên {0} %": "Uploading, {0} %",
  "Chưa tải lên được. Chọn lại tệp rồi thử lần nữa.": "Not uploaded. Choose the file again and try once more.",
  "Chọn tệp": "Choose a file",
  "Chưa chọn tệp": "No file chosen",
  "Tệp {0} có {1} MB, nhận đến {2} MB. Chọn tệp nhỏ hơn.": "{0} has {1} MB; up to {2} MB are taken. Choose a smaller file.",
  "Tệp {0} không thuộc loại nhận ở đây: {1}.": "{0} is not of a type that is taken here: {1}.",
  "Dừng": "Stop",
  "Đã dừng, tệp chưa tải lên.": "Stopped; the file is not uploaded.",
  "Mất kết nối. Tệp vẫn còn đây, tự gửi lại sau {0} giây.": "Connection lost. The file is still here and is sent again in {0} s.",
};
const isEnglish = document.documentElement.lang === "en";
const t = (text, ...values) => ((isEnglish && english[text]) || text).replace(/\{(\d)\}/g, (_, place) => values[place]);

for (const box of document.querySelectorAll("[data-focus]")) box.focus();

// One send a form; a page that comes back from the browser's memory may be sent again.
document.addEventListener("submit", event => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  if (form.hasAttribute("data-upload")) return;
  form.dataset.sent = "1";
  for (const button of document.querySelectorAll(`button[form="${form.id}"], form button`)) {
    if (button.form === form) button.disabled = true;
  }
});
addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  }
});

// Drafts: what was typed stays in this browser until it was sent, and comes back only onto the version that was seen.
if (document.querySelector(".problem")) localStorage.removeItem(drafts + "sent");
const kept = field => field.name && !field.name.startsWith("_") && !["password", "file", "hidden", "submit"].includes(field.type);
for (const form of document.querySelectorAll("form[data-draft]")) {
  const name = drafts + form.dataset.draft;
  const done = document.querySelector("[data-done]")?.textContent.trim();
  const stored = sessionOf(name);
  const version = form.elements._version?.value ?? "";
  if (done && localStorage.getItem(drafts + "sent") === name) localStorage.removeItem(name);
  else if (stored && stored.version === version && !document.querySelector(".problem")) restore(form, stored);
  document.addEventListener("input", event => {
    if (event.target.form !== form) return;
    const values = [...form.elements]
      .filter(kept)
      .map(field => [field.name, ["checkbox", "radio"].includes(field.type) ? [field.value, field.checked] : field.value]);
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), version, values }));
  });
  form.addEventListener("submit", () => localStorage.setItem(drafts + "sent", name));
}
if (document.querySelector("[data-done]")?.textContent.trim() && localStorage.getItem(drafts + "sent")) {
  localStorage.removeItem(localStorage.getItem(drafts + "sent"));
  localStorage.removeItem(drafts + "sent");
}

// What was done is said once: neither a reload nor the way back says it again.
const here = new URL(location.href);
if (here.searchParams.has("xong")) {
  for (const name of ["xong", "so", "muc"]) here.searchParams.delete(name);
  history.replaceState(history.state, "", here);
}

function sessionOf(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

function restore(form, { at, values }) {
  let changed = false;
  const fields = [...form.elements].filter(kept);
  for (const [name, value] of values) {
    for (const field of fields.filter(one => one.name === name)) {
      if (Array.isArray(value)) {
        if (field.value !== value[0] || field.checked === value[1]) continue;
        field.checked = value[1];
      } else {
        if (field.value === value) continue;
        field.value = value;
      }
      changed = true;
    }
  }
  if (!changed) return;
  const words = document.createElement("p");
  words.className = "note";
  words.setAttribute("role", "status");
  const time = new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  words.textContent = t("Đã khôi phục phần bạn nhập dở lúc {0}.", time) + " ";
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "plain";
  drop.textContent = t("Bỏ bản nháp");
  drop.addEventListener("click", () => {
    localStorage.removeItem(drafts + form.dataset.draft);
    location.reload();
  });
  words.append(drop);
  document.querySelector("main .head").after(words);
}

// A reason for a return chooses the return.
for (const reason of document.querySelectorAll("[data-chooses]")) {
  reason.addEventListener("input", () => {
    if (reason.value.trim()) document.getElementById(reason.dataset.chooses).checked = true;
  });
}

// Keys in lists; letters never act while a field has the focus.
const rows = [...document.querySelectorAll("[data-list] [data-row]")];
let current = -1;
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "[" || event.key === "]") {
    document.querySelector(`a[data-key="${event.key}"]`)?.click();
  } else if (event.key === "/") {
    const search = document.querySelector("[data-key='/']");
    if (search) { event.preventDefault(); search.focus(); }
  } else if (rows.length && (event.key === "j" || event.key === "k")) {
    rows[current]?.classList.remove("current");
    current = Math.min(rows.length - 1, Math.max(0, current + (event.key === "j" ? 1 : -1)));
    rows[current].classList.add("current");
    (rows[current].querySelector(".what a") ?? rows[current]).focus();
  } else if (event.key === "x" && rows[current]) {
    rows[current].querySelector("input[type=checkbox]")?.click();
  }
});

// One tick for all on the page.
for (const all of document.querySelectorAll("[data-all]")) {
  all.hidden = rows.length < 2;
  all.addEventListener("change", event => {
    for (const box of all.closest("form").elements) {
      if (box.type === "checkbox" && box.name) box.checked = event.target.checked;
    }
  });
}

// Sums of a village's sheet.
const numberOf = name => {
  const text = document.getElementById(name)?.value.replaceAll(".", "").trim();
  return text && /^\d+$/.test(text) ? Number(text) : null;
};
function say(line, words, good) {
  line.textContent = words;
  line.classList.toggle("bad", words !== "" && !good);
  line.classList.toggle("good", words !== "" && good);
}
function checkSheet(sheet) {
  const [households, issued, returned, valid, invalid] = ["households", "issued", "returned", "valid", "invalid"].map(numberOf);
  const line = sheet.querySelector("[data-check=ballots]");
  if ([issued, returned, valid, invalid].includes(null)) say(line, "", true);
  else if (households !== null && issued > households)
    say(line, t("Phát ra {0} phiếu, nhiều hơn {1} hộ.", issued, households), false);
  else if (returned > issued) say(line, t("Thu về {0} phiếu, nhiều hơn {1} phiếu phát ra.", returned, issued), false);
  else if (valid + invalid !== returned)
    say(line, t("Hợp lệ và không hợp lệ cộng lại {0}, khác {1} phiếu thu về.", valid + invalid, returned), false);
  else say(line, t("Khớp: {0} phiếu thu về.", returned), true);
  for (const question of sheet.querySelectorAll("[data-question]")) {
    const [yes, no] = [...question.querySelectorAll(".pair input")].map(field => numberOf(field.id));
    const answers = question.querySelector("[data-check=answers]");
    if (yes === null || no === null || valid === null) say(answers, "", true);
    else if (yes + no !== valid) say(answers, t("Cộng lại {0}, khác {1} phiếu hợp lệ.", yes + no, valid), false);
    else say(answers, t("Khớp: {0} phiếu.", valid), true);
  }
}
for (const sheet of document.querySelectorAll("[data-sheet]")) {
  sheet.addEventListener("input", () => checkSheet(sheet));
  checkSheet(sheet);
}

// A browser's own words at a file field follow its language, not the page's.
for (const field of document.querySelectorAll("input[type=file]")) {
  const [row, button, name] = ["span", "span", "output"].map(tag => document.createElement(tag));
  const show = () => (name.textContent = [...field.files].map(file => file.name).join(", ") || t("Chưa chọn tệp"));
  row.className = "chosen";
  button.className = "button";
  button.textContent = t("Chọn tệp");
  button.setAttribute("aria-hidden", "true");
  row.append(button, name);
  field.classList.add("quiet");
  field.after(row);
  field.addEventListener("change", show);
  if (!field.closest("label")) row.addEventListener("click", () => field.click());
  show();
}

// Uploads: a file goes as soon as it is chosen, piece by piece, and on by itself from where the line broke, also when it is chosen again on
// the page that was opened again. The same file twice is one file.
const uploads = "ntm-upload:";
const pieceLeast = 64 * 1024;
const pieceMost = 4 * 1024 * 1024;
const pending = new Map();
for (const form of document.querySelectorAll("form[data-upload]")) {
  const field = form.querySelector("input[type=file]");
  const stop = document.createElement("button");
  [stop.type, stop.className, stop.textContent, stop.hidden] = ["button", "plain", t("Dừng"), true];
  stop.addEventListener("click", () => {
    drop(form);
    tell(form, t("Đã dừng, tệp chưa tải lên."), true);
  });
  form.append(stop);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, event => {
      event.preventDefault();
      form.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) {
        field.files = event.dataTransfer.files;
        field.dispatchEvent(new Event("change"));
      }
    });
  }
  field.addEventListener("change", () => begin(form, field));
  form.addEventListener("submit", event => {
    // Where a browser computes no hash the form is sent whole.
    if (!window.crypto?.subtle) return;
    event.preventDefault();
    begin(form, field);
  });
}

// Whoever leaves while a file is on its way is asked by the browser.
addEventListener("beforeunload", event => pending.size && event.preventDefault());

class Refusal extends Error {}
class SignedOut extends Error {}

function tell(form, words, fault = false) {
  const line = form.querySelector(".progress");
  [line.hidden, line.textContent] = [false, words];
  line.classList.toggle("fault", fault);
}

// What is on its way or waits for the line, by what stops it; a new choice stops it.
function wait(form) {
  const stop = new AbortController();
  pending.set(form, stop);
  [form.querySelector("button").disabled, form.lastElementChild.hidden] = [true, false];
  return stop.signal;
}
function drop(form) {
  pending.get(form)?.abort();
  pending.delete(form);
  [form.querySelector("button").disabled, form.lastElementChild.hidden] = [false, true];
}

async function begin(form, field) {
  drop(form);
  const file = field.files[0];
  const wrong = file && faultOf(file, field.accept.split(","), form.dataset);
  if (wrong) return tell(form, wrong, true);
  if (!file) return;
  if (!window.crypto?.subtle) return form.requestSubmit();
  const stopped = wait(form);
  try {
    const page = await send(form, file, stopped);
    drop(form);
    if (pending.size) return;
    const [path, hash] = [new URL(page), form.closest("[id]")?.id];
    location.assign(path.pathname + path.search + (hash ? `#${hash}` : ""));
  } catch (refusal) {
    if (stopped.aborted) return;
    drop(form);
    if (refusal instanceof SignedOut) location.reload();
    else tell(form, refusal.message || t("Chưa tải lên được. Chọn lại tệp rồi thử lần nữa."), true);
  }
}

function faultOf(file, accepted, { most, kinds }) {
  const mb = bytes => (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return file.size > Number(most) ? t("Tệp {0} có {1} MB, nhận đến {2} MB. Chọn tệp nhỏ hơn.", file.name, mb(file.size), mb(most))
    : accepted.some(kind => file.name.toLowerCase().endsWith(kind)) ? null
    : t("Tệp {0} không thuộc loại nhận ở đây: {1}.", file.name, kinds);
}

// The address of the page that shows the file.
async function send(form, file, stopped) {
  tell(form, t("Đang tải lên {0} %", 0));
  const token = form.elements._form.value;
  const name = uploads + [form.action, file.name, file.size, file.lastModified].join("|");
  const hash = [...new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))];
  let [size, tries] = [4 * pieceLeast, 0];
  for (;;) {
    try {
      const place = await placeOf(form, file, name, token, stopped);
      let offset = await offsetAt(place, name, stopped);
      while (offset !== null && offset < file.size) {
        const began = Date.now();
        const piece = file.slice(offset, offset + size);
        const headers = { "X-Form": token, "Upload-Offset": offset };
        const answer = await ask(place, stopped, { method: "PATCH", headers, body: piece });
        if (answer.status === 404) offset = null;
        else offset = Number(answer.headers.get("Upload-Offset"));
        if (offset === null || answer.status === 409) break;
        [size, tries] = [Math.min(pieceMost, Date.now() - began < 2000 ? 2 * size : size), 0];
        tell(form, t("Đang tải lên {0} %", Math.round((100 * offset) / file.size)));
      }
      if (offset === file.size) return await finish(form, place, name, token, hash, stopped);
      if (offset === null) localStorage.removeItem(name);
    } catch (broken) {
      if (broken instanceof Refusal) localStorage.removeItem(name);
      if (broken instanceof Refusal || broken instanceof SignedOut || stopped.aborted) throw broken;
      size = Math.max(pieceLeast, size / 2);
    }
    await pause(form, stopped, Math.min(30, 2 ** tries++));
  }
}

async function placeOf(form, file, name, token, stopped) {
  const known = localStorage.getItem(name);
  if (known) return known;
  const headers = { "X-Form": token, "Upload-Length": file.size, "Upload-Name": encodeURIComponent(file.name) };
  const begun = await ask(form.action, stopped, { method: "POST", headers });
  const place = begun.headers.get("Location");
  localStorage.setItem(name, place);
  return place;
}

async function offsetAt(place, name, stopped) {
  const state = await ask(place, stopped, {});
  if (state.status !== 404) return Number(state.headers.get("Upload-Offset"));
  localStorage.removeItem(name);
  return null;
}

async function finish(form, place, name, token, hash, stopped) {
  const data = new FormData();
  data.append("_form", token);
  data.append("upload", place.split("/").pop());
  data.append("hash", hash.map(octet => octet.toString(16).padStart(2, "0")).join(""));
  const done = await ask(form.action, stopped, { method: "POST", body: data, redirect: "follow" });
  localStorage.removeItem(name);
  return done.url;
}

// An answer to go on by; what is refused for good is thrown as that, and what may succeed later as a broken line.
async function ask(address, stopped, request) {
  const signal = AbortSignal.any?.([stopped, AbortSignal.timeout(120000)]) ?? stopped;
  const answer = await fetch(address, { redirect: "manual", signal, ...request });
  if (answer.type === "opaqueredirect") throw new SignedOut();
  const goesOn = request.method === "PATCH" ? [404, 409] : request.method ? [] : [404];
  if (answer.ok || goesOn.includes(answer.status)) return answer;
  if (answer.status === 429 || answer.status >= 500) throw new Error();
  const text = await answer.text();
  if (answer.headers.get("Content-Type")?.includes("json")) throw new Refusal(JSON.parse(text).detail);
  const page = new DOMParser().parseFromString(text, "text/html");
  throw new Refusal((page.querySelector(".problem p") ?? page.querySelector("main .help"))?.textContent.trim());
}

function pause(form, stopped, seconds) {
  tell(form, t("Mất kết nối. Tệp vẫn còn đây, tự gửi lại sau {0} giây.", seconds));
  return new Promise((done, stop) => {
    setTimeout(done, seconds * 1000);
    addEventListener("online", done, { once: true, signal: stopped });
    stopped.addEventListener("abort", stop);
  });
}

// How much waits, as the server says when it changes. Only the tab that is looked at follows it, once the page has settled.
const counted = document.querySelector("[data-counts]");
const title = document.title;
let counts = null;
function follow() {
  if (document.hidden || counts || !window.EventSource) return;
  counts = new EventSource(counted.dataset.counts);
  counts.addEventListener("dem", event => showCounts(JSON.parse(event.data)));
}
function leave() {
  counts?.close();
  counts = null;
}
function showCounts(numbers) {
  for (const place of counted.querySelectorAll("[data-count]")) {
    const number = numbers[place.dataset.count];
    place.textContent = number > 99 ? "99+" : number;
    place.hidden = number === 0;
  }
  const all = numbers.open + numbers.unread;
  document.title = all === 0 ? title : `(${all > 99 ? "99+" : all}) ${title}`;
}
if (counted) {
  addEventListener("load", () => setTimeout(follow, 2000));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", event => event.persisted && follow());
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : follow()));
}
document.documentElement.dataset.ready = "1";
