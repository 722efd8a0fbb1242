// SPDX-License-Identifier: EUPL-1.2
// Pictures of every kind that a record may show, as small programs: PNG in each of its colour types, JPEG in grey and in colour.
import { deflateSync } from "node:zlib";

const uint = (bytes, value) => Buffer.from(Array.from({ length: bytes }, (_, i) => (value >>> (8 * (bytes - 1 - i))) & 255));

// A colour of the pattern, 0 … 255 each: bands across and along.
const shade = (x, y) => [(x * 5) & 255, (y * 7) & 255, ((x + y) * 3) & 255];

// PNG

function crc(bytes) {
	let value = ~0;
	for (const byte of bytes) {
		value ^= byte;
		for (let i = 0; i < 8; i++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
	}
	return ~value >>> 0;
}

function chunk(type, bytes) {
	const body = Buffer.concat([Buffer.from(type, "latin1"), bytes]);
	return Buffer.concat([uint(4, bytes.length), body, uint(4, crc(body))]);
}

// What a pixel is in each colour type; the palette has the first 64 greens.
const pngKinds = {
	grey: { type: 0, pixel: (x, y) => [shade(x, y)[2]] },
	rgb: { type: 2, pixel: shade },
	palette: { type: 3, pixel: (x, y) => [(x + y) & 63] },
	"grey-alpha": { type: 4, pixel: (x, y) => [shade(x, y)[0], (x * 4) & 255] },
	alpha: { type: 6, pixel: (x, y) => [...shade(x, y), (y * 4) & 255] },
};

export function png(kind, width, height) {
	const { type, pixel } = pngKinds[kind];
	const row = (y) => [0, ...Array.from({ length: width }, (_, x) => pixel(x, y)).flat()];
	const rows = Buffer.from(Array.from({ length: height }, (_, y) => row(y)).flat());
	const palette = Buffer.from(Array.from({ length: 64 }, (_, i) => [0, i * 4, 90]).flat());
	return Buffer.concat([
		Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
		chunk("IHDR", Buffer.concat([uint(4, width), uint(4, height), Buffer.from([8, type, 0, 0, 0])])),
		...(kind === "palette" ? [chunk("PLTE", palette), chunk("tRNS", Buffer.from([0, 128]))] : []),
		chunk("IDAT", deflateSync(rows)),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

// JPEG: each block of 8 by 8 has one colour, so that only the first coefficient is ever written.

const segment = (marker, ...bytes) => Buffer.concat([Buffer.from([0xff, marker]), uint(2, 2 + bytes.flat().length), Buffer.from(bytes.flat())]);
const perComponent = (components, entry) => Array.from({ length: components }, (_, i) => entry(i + 1)).flat();

// Categories 0 … 8 as codes of four bits; of the other coefficients, 'end of block' alone, as one bit.
const firstCodes = [0x00, 0, 0, 0, 9, ...Array(12).fill(0), 0, 1, 2, 3, 4, 5, 6, 7, 8];
const otherCodes = [0x10, 1, ...Array(15).fill(0), 0];

function blockBits(value, before) {
	const difference = value - before;
	const size = 32 - Math.clz32(Math.abs(difference));
	const low = difference < 0 ? difference + (1 << size) - 1 : difference;
	return size.toString(2).padStart(4, "0") + (size ? low.toString(2).padStart(size, "0") : "") + "0";
}

function scanBytes(bits) {
	const whole = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
	const bytes = whole.match(/.{8}/g).map((byte) => parseInt(byte, 2));
	return Buffer.from(bytes.flatMap((byte) => (byte === 255 ? [255, 0] : [byte])));
}

export function jpeg(components, across, down) {
	const before = Array(components).fill(0);
	let bits = "";
	for (let y = 0; y < down; y++)
		for (let x = 0; x < across; x++)
			for (let i = 0; i < components; i++) {
				const value = (shade(x * 8, y * 8)[i] >> 1) - 64;
				bits += blockBits(value, before[i]);
				before[i] = value;
			}
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		segment(0xe0, ..."JFIF\0".split("").map((c) => c.charCodeAt(0)), 1, 1, 0, 0, 1, 0, 1, 0, 0),
		segment(0xdb, 0, ...Array(64).fill(8)),
		segment(0xc0, 8, ...uint(2, down * 8), ...uint(2, across * 8), components, perComponent(components, (i) => [i, 0x11, 0])),
		segment(0xc4, ...firstCodes),
		segment(0xc4, ...otherCodes),
		segment(0xda, components, perComponent(components, (i) => [i, 0]), 0, 63, 0),
		scanBytes(bits),
		Buffer.from([0xff, 0xd9]),
	]);
}
