// Words and numbers as a Vietnamese reader expects them. Vietnam has one time zone and no summer time, so
// Asia/Ho_Chi_Minh is a fixed seven hours; the computer's own zone plays no part.

const ZONE = 7 * 3_600_000;
const WEEKDAYS = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
const two = (number) => String(number).padStart(2, "0");
const local = (instant) => new Date(new Date(instant).getTime() + ZONE);

export function timeOf(instant) {
  const at = local(instant);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export const secondsOf = (instant) => two(local(instant).getUTCSeconds());

/** "Thứ Hai 23/11/2026" */
export function dayOf(instant) {
  const at = local(instant);
  return `${WEEKDAYS[at.getUTCDay()]} ${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
}

export const momentOf = (instant) => `${dayOf(instant)} · ${timeOf(instant)}`;

/** "2026-11-23T08:55:07+07:00" */
export const isoOf = (instant) => `${local(instant).toISOString().slice(0, 19)}+07:00`;

/** Lower case without accents: "Đặng Ngọc" → "dang ngoc". */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}

/** Two letters for an avatar: of the family name and of the given name, which stands last. */
export function initials(name) {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  if (!words.length) return "?";
  const letters = words.length > 1 ? words[0][0] + words.at(-1)[0] : words[0].slice(0, 2);
  return letters.toLocaleUpperCase("vi");
}

/** One of eight avatar colours, always the same for the same id. */
export const hueOf = (id) => `hue-${Math.abs(id) % 8}`;

/** The given name, by which people are called: "Nguyễn Thị Hồng Nhung" → "Hồng Nhung". */
export function shortName(name) {
  const words = name.trim().split(/\s+/);
  return words.length > 3 ? words.slice(-2).join(" ") : words.at(-1);
}

export function sizeOf(bytes) {
  if (bytes == null) return "";
  const units = ["B", "KB", "MB"];
  let unit = 0;
  let size = bytes;
  while (size >= 1000 && unit < 2) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toLocaleString("vi", { maximumFractionDigits: unit && size < 10 ? 1 : 0 })} ${units[unit]}`;
}

export function excerpt(text, length = 90) {
  const line = (text ?? "").replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1).trimEnd()}…` : line;
}

/** What a message says in one line, for quotes. */
export function gist(message) {
  if (!message) return "Tin nhắn trước đó";
  if (message.deleted) return "Tin nhắn đã xóa";
  return (
    excerpt(message.text) ||
    message.document?.file_name ||
    (message.photo ? "Ảnh" : message.voice ? "Tin thoại" : "Tệp đính kèm")
  );
}
