// One slide of what is shown: PPTX with text and shapes that can be edited, and the sources in the notes.

const EMU = 12700; // of a point
const SLIDE = { width: 960, height: 540 };
const DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const PRESENTATION = `${DRAWING} xmlns:r="${OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;
const INKS = { ink: "1A1A1A", quiet: "555555", star: "97005E", line: "0B3FC4", shades: ["FFFFFF", "D3E4F3", "9CC5EA", "1D4F7C"] };

/** @typedef {{text: string, size: number, bold?: boolean, colour?: string, code?: string}} Run */
/** @typedef {{x: number, y: number, width: number, height: number}} Area  in points */

/** @param {Area} area */
function areaXml({ x, y, width, height }) {
  const [left, top, wide, high] = [x, y, width, height].map((each) => Math.max(0, Math.round(each * EMU)));
  return `<a:xfrm><a:off x="${left}" y="${top}"/><a:ext cx="${wide}" cy="${high}"/></a:xfrm>`;
}

/** @param {Run[][]} paragraphs @param {string} [align] */
function paragraphsXml(paragraphs, align = "l") {
  return paragraphs.map((runs) => `<a:p><a:pPr algn="${align}"><a:spcAft><a:spcPts val="300"/></a:spcAft></a:pPr>${runs.map(({ text, size, bold, colour, code }) =>
    `<a:r><a:rPr lang="${LOCALES[/** @type {Language} */ (code ?? language)] ?? xml(code ?? language)}" sz="${Math.round(size * 100)}"${bold ? ' b="1"' : ""}><a:solidFill><a:srgbClr val="${colour ?? INKS.ink}"/></a:solidFill></a:rPr><a:t>${xml(text)}</a:t></a:r>`).join("")}</a:p>`).join("");
}

/** A text on the slide. @param {number} id @param {string} name @param {Area} area @param {Run[][]} paragraphs @param {string} [placeholder] */
function textShape(id, name, area, paragraphs, placeholder) {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xml(name)}"/><p:cNvSpPr${placeholder ? "" : ' txBox="1"'}/><p:nvPr>${placeholder ? `<p:ph type="${placeholder}"/>` : ""}</p:nvPr></p:nvSpPr><p:spPr>${areaXml(area)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphsXml(paragraphs)}</p:txBody></p:sp>`;
}

/** A tile of the map. @param {number} id @param {Tile} tile @param {Area} area @param {number} scale */
function tileShape(id, tile, area, scale) {
  const { shade, note, description } = MAP_DRAWN.looks.get(tile.id) ?? { shade: 0, note: "", description: tile.code };
  const dark = shade === 3;
  const line = shade ? `<a:ln><a:noFill/></a:ln>` : `<a:ln w="9525"><a:solidFill><a:srgbClr val="8A9097"/></a:solidFill><a:prstDash val="dash"/></a:ln>`;
  const size = Math.max(7, Math.min(11, 13 * scale));
  const words = [[{ text: tile.code, size, bold: true, colour: dark ? "FFFFFF" : INKS.ink }], ...(note ? [[{ text: note, size: size - 1, colour: dark ? "FFFFFF" : INKS.ink }]] : [])];
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xml(tile.code)}" descr="${xml(description)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${areaXml(area)}<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="${INKS.shades[shade]}"/></a:solidFill>${line}</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>${paragraphsXml(words, "ctr").replaceAll('<a:spcPts val="300"/>', '<a:spcPts val="0"/>')}</p:txBody></p:sp>`;
}

/** A line of the map. @param {number} id @param {Route} route @param {(point: Point) => Point} place */
function lineShape(id, { net, points }, place) {
  const there = points.map(place);
  const [left, top] = [Math.min(...there.map(([x]) => x)), Math.min(...there.map(([, y]) => y))];
  const area = { x: left, y: top, width: Math.max(...there.map(([x]) => x)) - left, height: Math.max(...there.map(([, y]) => y)) - top };
  const [wide, high] = [area.width, area.height].map((each) => Math.round(each * EMU));
  const steps = there.map(([x, y], at) => `<a:${at ? "lnTo" : "moveTo"}><a:pt x="${Math.round((x - left) * EMU)}" y="${Math.round((y - top) * EMU)}"/></a:${at ? "lnTo" : "moveTo"}>`);
  const talk = net.startsWith("talk");
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xml(translate(talk ? "map.legend.talk" : "legend.partnership"))}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${areaXml(area)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="${wide}" h="${high}" fill="none">${steps.join("")}</a:path></a:pathLst></a:custGeom><a:noFill/><a:ln w="${talk ? 15875 : 22225}"><a:solidFill><a:srgbClr val="${talk ? INKS.star : INKS.line}"/></a:solidFill>${talk ? '<a:prstDash val="dash"/>' : ""}<a:round/></a:ln></p:spPr></p:sp>`;
}

/** The map as shapes within an area. @param {Area} within @param {number} first  identifier */
function mapShapes(within, first) {
  const { map, lines } = MAP_DRAWN;
  const scale = Math.min(within.width / (map.width + 2 * MAP_SIDE), within.height / Math.max(1, map.height));
  /** @type {(point: Point) => Point} */
  const place = ([x, y]) => [within.x + (x + MAP_SIDE) * scale, within.y + y * scale];
  let id = first;
  return [
    ...lines.map((route) => lineShape(id++, route, place)),
    ...map.labels.map((label) => textShape(id++, label.text, { x: place([label.x, 0])[0], y: place([0, label.y - 12])[1], width: 220, height: 14 }, [[{ text: label.text, size: 9, bold: true, colour: INKS.quiet }]])),
    ...map.tiles.map((tile) => {
      const [x, y] = place([tile.x, tile.y]);
      return tileShape(id++, tile, { x, y, width: tile.width * scale, height: tile.height * scale }, scale);
    }),
  ];
}

/** What the slide says on the left: the map, or what was chosen. @param {Area} within */
function leftShapes(within) {
  if (!isFocused()) return mapShapes(within, 20);
  const works = chosenInitiatives();
  const lines = works.slice(0, 12).map((row) => {
    const [title, code] = pick(row.titles);
    const more = [row.lead ? markedText(nameOf("jurisdiction", row.lead), row.marks.lead) : "", row.status ? markedText(translate(`status.${row.status}`), row.marks.status) : ""].filter(Boolean).join(" · ");
    return [{ text: markedText(title, row.marks.title), size: 14, bold: true, code }, { text: more ? ` – ${more}` : "", size: 12, colour: INKS.quiet }];
  });
  if (works.length > 12) lines.push([{ text: count("details.left", works.length - 12), size: 12, colour: INKS.quiet }]);
  return [textShape(20, translate("initiatives.title"), within, lines.length ? lines : [[{ text: part("status").textContent ?? "", size: 14 }]])];
}

/** The conversations of the slide. @param {Opportunity[]} talks @returns {Run[][]} */
function talkRuns(talks) {
  return [
    [{ text: count("talks.title", talks.length), size: 14, bold: true, colour: INKS.star }],
    ...talks.flatMap((row) => {
      /** @param {string} id */
      const named = (id) => markedText(nameOf("jurisdiction", id), sideMark(row.marks, id));
      const others = (row.members ?? [row.with]).filter((id) => id !== row.for).map(named);
      const [words, code] = pick(row.sentences);
      return [[{ text: `${named(row.for)} ↔ ${listing(others)}`, size: 12, bold: true }], [{ text: words, size: 11, colour: INKS.quiet, code }]];
    }),
  ];
}

/** Where what the slide says comes from. @param {Opportunity[]} talks @returns {Run[][]} */
function noteRuns(talks) {
  const places = unique([...talks.flatMap((row) => row.evidence ?? []), ...(isFocused() ? chosenInitiatives().slice(0, 12).flatMap((row) => row.evidence.slice(0, 2)) : [])]).slice(0, 40);
  return [
    translate(`audience.${DATA.audience}`), part("about").textContent ?? "", translate("slide.sources"),
    ...places.map((at) => { const { quote } = evidenceAt(at); return `${whereStated([at])}${quote ? `${translate("timeline.colon")}${translate("quote.open")}${quote}${translate("quote.close")}` : ""}`; }),
    ...meaningOf([...talks.flatMap((row) => Object.values(row.marks ?? {})), ...(isFocused() ? chosenInitiatives().slice(0, 12).flatMap((row) => Object.values(row.marks)) : [])]),
    translate("footer.made", { version: DATA.version }),
  ].map((text) => [{ text, size: 12 }]);
}

/** @param {string} name @param {string} body @param {string} more */
function slidePart(name, body, more = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>") {
  return `${XML_HEAD}<p:${name} ${PRESENTATION}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${body}</p:spTree></p:cSld>${more}</p:${name}>`;
}

function themeXml() {
  /** @type {[string, string][]} */
  const colours = [["dk1", "1A1A1A"], ["lt1", "FFFFFF"], ["dk2", "1D4F7C"], ["lt2", "F5F7F9"], ["accent1", "1D4F7C"], ["accent2", "97005E"], ["accent3", "1E5B36"], ["accent4", "A05A00"], ["accent5", "0B3FC4"], ["accent6", "555555"], ["hlink", "0B3FC4"], ["folHlink", "97005E"]];
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>';
  return `${XML_HEAD}<a:theme ${DRAWING} name="Accord"><a:themeElements><a:clrScheme name="Accord">${colours.map(([name, value]) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`).join("")}</a:clrScheme><a:fontScheme name="Accord"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="Accord"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${`<a:ln w="9525">${fill}</a:ln>`.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${"<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
}

/** A presentation of one slide: what the page shows. */
function presentation() {
  const talks = listedOpportunities().slice(0, SHOWN_OPPORTUNITIES);
  const title = isFocused() ? choiceName() : part("heading").textContent ?? "";
  const slide = [
    textShape(2, translate("slide.title"), { x: 40, y: 26, width: 880, height: 66 }, [[{ text: title, size: title.length > 110 ? 20 : 24, bold: true }]], "title"),
    textShape(3, translate("slide.coverage"), { x: 40, y: 96, width: 880, height: 30 }, [[{ text: part("about").textContent ?? "", size: 12, colour: INKS.quiet }]]),
    ...leftShapes({ x: 40, y: 140, width: 545, height: 340 }),
    ...(talks.length ? [textShape(4, translate("opportunities.title"), { x: 610, y: 140, width: 310, height: 345 }, talkRuns(talks))] : []),
    textShape(5, translate("slide.audience"), { x: 40, y: 504, width: 880, height: 18 }, [[{ text: translate(`audience.${DATA.audience}`), size: 10, colour: INKS.quiet }]]),
  ];
  const colourMap = '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';
  const titleBox = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr>${areaXml({ x: 40, y: 26, width: 880, height: 66 })}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>`;
  const noteBox = `<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr>${areaXml({ x: 54, y: 380, width: 432, height: 340 })}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>`;
  const size = (/** @type {number} */ width, /** @type {number} */ height) => `cx="${width * EMU}" cy="${height * EMU}"`;
  /** @type {[string, string, string][]} */
  const parts = [
    ["ppt/presentation.xml", "presentationml.presentation.main", `${XML_HEAD}<p:presentation ${PRESENTATION}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId3"/></p:notesMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz ${size(SLIDE.width, SLIDE.height)}/><p:notesSz ${size(SLIDE.height, 720)}/></p:presentation>`],
    ["ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster", slidePart("sldMaster", titleBox, `${colourMap}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles>`)],
    ["ppt/slideLayouts/slideLayout1.xml", "presentationml.slideLayout", slidePart("sldLayout", titleBox)],
    ["ppt/theme/theme1.xml", "theme", themeXml()],
    ["ppt/theme/theme2.xml", "theme", themeXml()],
    ["ppt/notesMasters/notesMaster1.xml", "presentationml.notesMaster", slidePart("notesMaster", `${noteBox}<a:p><a:endParaRPr/></a:p></p:txBody></p:sp>`, colourMap)],
    ["ppt/slides/slide1.xml", "presentationml.slide", slidePart("sld", slide.join(""))],
    ["ppt/notesSlides/notesSlide1.xml", "presentationml.notesSlide", slidePart("notes", `${noteBox}${paragraphsXml(noteRuns(talks))}</p:txBody></p:sp>`)],
  ];
  return zipped([
    ["[Content_Types].xml", contentTypes(parts.map(([path, type]) => [path, type]))],
    ["_rels/.rels", relations([["officeDocument", "ppt/presentation.xml"]])],
    ["ppt/_rels/presentation.xml.rels", relations([["slideMaster", "slideMasters/slideMaster1.xml"], ["slide", "slides/slide1.xml"], ["notesMaster", "notesMasters/notesMaster1.xml"], ["theme", "theme/theme1.xml"]])],
    ["ppt/slideMasters/_rels/slideMaster1.xml.rels", relations([["slideLayout", "../slideLayouts/slideLayout1.xml"], ["theme", "../theme/theme1.xml"]])],
    ["ppt/slideLayouts/_rels/slideLayout1.xml.rels", relations([["slideMaster", "../slideMasters/slideMaster1.xml"]])],
    ["ppt/notesMasters/_rels/notesMaster1.xml.rels", relations([["theme", "../theme/theme2.xml"]])],
    ["ppt/slides/_rels/slide1.xml.rels", relations([["slideLayout", "../slideLayouts/slideLayout1.xml"], ["notesSlide", "../notesSlides/notesSlide1.xml"]])],
    ["ppt/notesSlides/_rels/notesSlide1.xml.rels", relations([["notesMaster", "../notesMasters/notesMaster1.xml"], ["slide", "../slides/slide1.xml"]])],
    ...parts.map(([path, , content]) => /** @type {[string, string]} */ ([path, content])),
  ], "application/vnd.openxmlformats-officedocument.presentationml.presentation");
}
