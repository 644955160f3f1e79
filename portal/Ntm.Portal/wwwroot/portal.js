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

// Uploads: a file goes as soon as it is chosen, and again by itself once the line is back. The same file twice is one file.
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
    event.preventDefault();
    begin(form, field);
  });
}

// Whoever leaves while a file is on its way is asked by the browser.
addEventListener("beforeunload", event => pending.size && event.preventDefault());

function tell(form, words, fault = false) {
  const line = form.querySelector(".progress");
  [line.hidden, line.textContent] = [false, words];
  line.classList.toggle("fault", fault);
}

// What is on its way or waits for the line, by how it ends; a new choice ends it.
function wait(form, end) {
  pending.set(form, end);
  [form.querySelector("button").disabled, form.lastElementChild.hidden] = [true, false];
}
function drop(form) {
  pending.get(form)?.();
  pending.delete(form);
  [form.querySelector("button").disabled, form.lastElementChild.hidden] = [false, true];
}

function begin(form, field) {
  drop(form);
  const file = field.files[0];
  const wrong = file && faultOf(file, field.accept.split(","), form.dataset);
  if (wrong) tell(form, wrong, true);
  else if (file) send(form, new FormData(form), 0);
}

function faultOf(file, accepted, { most, kinds }) {
  const mb = bytes => (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return file.size > Number(most) ? t("Tệp {0} có {1} MB, nhận đến {2} MB. Chọn tệp nhỏ hơn.", file.name, mb(file.size), mb(most))
    : accepted.some(kind => file.name.toLowerCase().endsWith(kind)) ? null
    : t("Tệp {0} không thuộc loại nhận ở đây: {1}.", file.name, kinds);
}

function send(form, data, tries) {
  const request = new XMLHttpRequest();
  // What has come stays: an abort would empty it.
  wait(form, () => request.readyState < XMLHttpRequest.DONE && request.abort());
  request.upload.addEventListener("progress", event => {
    if (event.lengthComputable) tell(form, t("Đang tải lên {0} %", Math.round((100 * event.loaded) / event.total)));
  });
  request.addEventListener("load", () => {
    if (request.status >= 502 && request.status <= 504) return again();
    drop(form);
    if (request.status < 400) {
      if (pending.size) return;
      const [path, hash] = [new URL(request.responseURL), form.closest("[id]")?.id];
      location.assign(path.pathname + path.search + (hash ? `#${hash}` : ""));
    } else {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const problem = page.querySelector(".problem p")?.textContent.trim()
        ?? page.querySelector("main .help")?.textContent.trim();
      tell(form, problem || t("Chưa tải lên được. Chọn lại tệp rồi thử lần nữa."), true);
    }
  });
  request.addEventListener("error", again);
  request.open("POST", form.action);
  request.send(data);

  function again() {
    const seconds = Math.min(30, 2 ** tries);
    tell(form, t("Mất kết nối. Tệp vẫn còn đây, tự gửi lại sau {0} giây.", seconds));
    const once = () => {
      drop(form);
      send(form, data, tries + 1);
    };
    const timer = setTimeout(once, seconds * 1000);
    addEventListener("online", once);
    wait(form, () => {
      clearTimeout(timer);
      removeEventListener("online", once);
    });
  }
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
