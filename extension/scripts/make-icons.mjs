/**
 * Draws icons/16.png … 128.png: two arcs that lean towards each other on a rounded square. No picture library: the shape is a distance, a
 * PNG is a few chunks. Run it after changing the shape: `node extension/scripts/make-icons.mjs`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const GROUND = [11, 98, 86];
const INK = [252, 251, 248];
const SAMPLES = 4; // per pixel and side

/** Signed distance to a rounded square of side 1 around the middle: below 0 is inside. @param {number} x @param {number} y */
function tile(x, y) {
  const radius = 0.24;
  const dx = Math.abs(x - 0.5) - 0.5 + radius;
  const dy = Math.abs(y - 0.5) - 0.5 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** Whether a point is on one of the two rings, which overlap in the middle: what both share is filled. @param {number} x @param {number} y @param {number} width */
function mark(x, y, width) {
  const left = Math.hypot(x - 0.38, y - 0.5);
  const right = Math.hypot(x - 0.62, y - 0.5);
  const radius = 0.235;
  return Math.abs(left - radius) < width / 2 || Math.abs(right - radius) < width / 2 || (left < radius && right < radius);
}

/** @param {number} size @returns {Buffer} rows of RGBA, each led by its filter byte */
function draw(size) {
  const width = size <= 16 ? 0.085 : 0.062;
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let py = 0; py < size; py += 1) {
    for (let px = 0; px < size; px += 1) {
      let inside = 0;
      let inked = 0;
      for (let at = 0; at < SAMPLES * SAMPLES; at += 1) {
        const x = (px + ((at % SAMPLES) + 0.5) / SAMPLES) / size;
        const y = (py + (Math.floor(at / SAMPLES) + 0.5) / SAMPLES) / size;
        if (tile(x, y) > 0) continue;
        inside += 1;
        if (mark(x, y, width)) inked += 1;
      }
      const share = inside ? inked / inside : 0;
      const colour = GROUND.map((ground, channel) => Math.round(ground + ((INK[channel] ?? 0) - ground) * share));
      rows.set([...colour, Math.round((inside * 255) / SAMPLES ** 2)], py * (size * 4 + 1) + 1 + px * 4);
    }
  }
  return rows;
}

/** @param {string} name @param {Buffer} data */
function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const folder = new URL("../icons/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const size of [16, 32, 48, 128]) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // 8 bits a channel, RGBA
  const picture = [chunk("IHDR", header), chunk("IDAT", deflateSync(draw(size), { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  writeFileSync(new URL(`${size}.png`, folder), Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...picture]));
}
