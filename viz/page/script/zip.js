// A ZIP archive without compression, as office files need it.

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let rest = start;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** @param {Uint8Array} bytes */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = CRC_TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** Numbers of two or four bytes, the lowest byte first. @param {[number, 2 | 4][]} fields */
function littleEndian(fields) {
  return Uint8Array.from(fields.flatMap(([value, size]) => Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255)));
}

/** An archive of text files. @param {[string, string][]} files  name and content @param {string} type */
function zipped(files, type) {
  const encoder = new TextEncoder();
  const [parts, entries] = [/** @type {BlobPart[]} */ ([]), /** @type {BlobPart[]} */ ([])];
  let [offset, size] = [0, 0];
  for (const [path, content] of files) {
    const [name, bytes] = [encoder.encode(path), encoder.encode(content)];
    /** @type {[number, 2 | 4][]} */
    const common = [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
    parts.push(littleEndian([[0x04034b50, 4], ...common]), name, bytes);
    entries.push(littleEndian([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), name);
    offset += 30 + name.length + bytes.length;
    size += 46 + name.length;
  }
  return new Blob([...parts, ...entries, littleEndian([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]])], { type });
}

/** Text as XML has it. @param {string} text */
function xml(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The relations of a part of an office file. @param {[string, string][]} targets  kind and path */
function relations(targets) {
  const rows = targets.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`);
  return `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`;
}

/** What the parts of an office file are. @param {[string, string][]} parts  path and type */
function contentTypes(parts) {
  const rows = parts.map(([path, type]) => `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`);
  return `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${rows.join("")}</Types>`;
}
