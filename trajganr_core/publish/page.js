// Everything from the data is shown as text (textContent): none of it becomes markup.

const UNKNOWN = -1;
const MOST_FOUND = 8;
const MAIN_ROADS = ["motorway", "trunk", "primary"];
const MIDDLE_ROADS = ["secondary", "tertiary"];
const AFTER_TOUCH_MS = 1500;
const NEAR_PX = { mouse: 5, touch: 14 };

const $ = (id) => document.getElementById(id);

let data, words = {}, language = "en", map = null, state = {}, streets = null;
let roadsLayer, touchedAt = -Infinity;

start();

async function start() {
  try {
    data = await unpack($("data").textContent);
  } catch (error) {
    showMessage("This browser is too old to open this page. Please update it.");
    return;
  }
  chooseLanguage();
  writeTexts();
  fillSwitches();
  restore();
  connect();
  drawMap();
  show();
  if (state.road !== null) showDetails(state.road, null, !hashView());
}

async function unpack(text) {
  const letters = atob(text.trim());
  const packed = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) packed[at] = letters.charCodeAt(at);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// --- words and numbers ------------------------------------------------------------------------

function chooseLanguage() {
  const wanted = (navigator.languages || [navigator.language]).map((each) => each.slice(0, 2));
  language = wanted.find((each) => each === "en" || Object.hasOwn(data.texts, each)) || "en";
  words = data.texts[language] || {};
  document.documentElement.lang = language;
}

function say(text, values = {}) {
  const said = Object.hasOwn(words, text) ? words[text] : text;
  return said.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

function decimal(text) {
  return language === "en" ? text : text.replace(".", ",");
}

function written(value, measure) {
  const number = value / 10 ** measure.decimals;
  const digits = { minimumFractionDigits: measure.decimals, maximumFractionDigits: measure.decimals };
  return number.toLocaleString(language, digits);
}

function withUnit(text, measure) {
  return measure.unit ? `${text} ${say(measure.unit)}` : text;
}

function textOf(column, index) {
  const number = column ? column.numbers[index] : null;
  return number === null || number === undefined ? "" : column.texts[number];
}

function titleOfTime(time) {
  return time.title.split(", ").map((part) => say(part)).join(", ");
}

function writeTexts() {
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = say(element.dataset.text);
  }
  $("kind").textContent = data.observed
    ? say("Observed: from the trips of a sample of vehicles, not of all traffic.")
    : say("Predicted by a model from the trips of a sample of vehicles; not measured.");
  $("sample").textContent = daysText();
  $("map").setAttribute("aria-label", say("Map"));
  $("before").setAttribute("aria-label", say("Previous part of the street"));
  $("after").setAttribute("aria-label", say("Next part of the street"));
  $("close").textContent = "✕";
  $("close").setAttribute("aria-label", say("Close"));
  const owners = [data.attribution, data.licence].filter(Boolean).join(" · ");
  $("credit").textContent = say("Data: {owners}", { owners: owners || say("the licence is not known") });
  const made = [`TrajGANR ${data.version}`];
  if (data.made.MODEL) made.push(`${say("model")} ${data.made.MODEL}`);
  if (data.made.CREATED) made.push(data.made.CREATED.slice(0, 10));
  $("made").textContent = made.join(" · ");
  $("library").textContent = `MapLibre GL JS\n\n${data.library}`;
  if (data.background) {
    $("backdrop").hidden = false;
    const host = data.background.split("/")[2];
    $("backdrop").querySelector("span").textContent =
      `${say("Background map, loaded from {host}", { host })} ${data.backgroundAttribution}`;
  }
}

// Days of the trips, as far as the layer says so.
function daysText() {
  const [first, last] = (data.made.PERIOD || "").split("/").map((day) => new Date(`${day}T00:00Z`));
  if (!last || !Number.isFinite(+first) || !Number.isFinite(+last)) return "";
  const days = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return days.formatRange(first, last);
}

function showMessage(text) {
  const box = document.createElement("p");
  box.className = "message";
  box.textContent = text;
  $("map").replaceChildren(box);
  document.documentElement.dataset.state = "failed";
}

// --- what is shown ----------------------------------------------------------------------------

function fillSwitches() {
  data.measures.forEach((measure, number) => {
    $("measure").append(new Option(say(measure.title), String(number)));
  });
}

function timesOf(measure) {
  const shown = data.views.filter((view) => view.measure === measure).map((view) => view.time);
  return data.times.filter((time) => shown.includes(time.id));
}

function fillTimes() {
  const select = $("time");
  const times = timesOf(state.measure);
  select.replaceChildren();
  const groups = {};
  for (const time of times) {
    const day = /^(weekday|weekend), /.exec(time.title);
    const option = new Option(titleOfTime(time), time.id);
    if (day) {
      if (!groups[day[1]]) {
        groups[day[1]] = document.createElement("optgroup");
        groups[day[1]].label = say(day[1]);
        select.append(groups[day[1]]);
      }
      groups[day[1]].append(option);
    } else {
      select.append(option);
    }
  }
  if (!times.some((time) => time.id === state.time)) state.time = times[0].id;
  select.value = state.time;
  $("of-time").hidden = times.length === 1 && times[0].id === "all";
}

// The columns of a view are a text until it is shown first: reading all of them takes long.
function currentView() {
  const view = data.views.find((each) => each.measure === state.measure && each.time === state.time);
  if (view.columns) {
    Object.assign(view, JSON.parse(view.columns));
    delete view.columns;
  }
  return view;
}

function show() {
  hideTip();
  fillTimes();
  $("measure").value = String(state.measure);
  writeLegend();
  writeCaution();
  paint();
  if (state.road !== null) writeDetails(state.road);
  remember();
}

function classOf(view, index) {
  const value = view.values[index];
  if (value === null) return UNKNOWN;
  const measure = data.measures[view.measure];
  if (!measure.bounds.length) return value;
  const number = value / 10 ** measure.decimals;
  return measure.bounds.filter((bound) => number >= bound).length;
}

function writeLegend() {
  const measure = data.measures[state.measure];
  $("key").textContent = measure.unit
    ? `${say(measure.title)} (${say(measure.unit)})` : say(measure.title);
  const rows = measure.classes.map((label, number) => [
    measure.bounds.length ? decimal(label) : say(label), measure.colours[number],
  ]);
  rows.push([say(data.observed ? "too few or no passes" : "not predicted"), data.unknown]);
  $("legend").replaceChildren(...rows.map(([label, colour]) => legendRow(label, colour)));
}

function legendRow(label, colour) {
  const space = "http://www.w3.org/2000/svg";
  const row = document.createElement("li");
  const key = document.createElementNS(space, "svg");
  key.setAttribute("width", "28");
  key.setAttribute("height", "8");
  key.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "rect");
  for (const [name, value] of Object.entries({ y: 1, width: 28, height: 6, rx: 2, fill: colour })) {
    line.setAttribute(name, value);
  }
  key.append(line);
  row.append(key, label);
  return row;
}

function writeCaution() {
  const time = data.times.find((each) => each.id === state.time);
  const texts = [];
  if (time.prior) {
    texts.push(say("No trip was observed at these times: the values are estimates from other times."));
  }
  if (data.measures[state.measure].id.includes("passes")) {
    texts.push(say("These are passes of the vehicles in the data, not the traffic volume."));
  }
  $("caution").textContent = texts.join(" ");
  $("caution").hidden = !texts.length;
}

// --- a road -----------------------------------------------------------------------------------

function nameOf(index) {
  return textOf(data.roads.name, index) || say("Road without a name");
}

// Pairs of a name and a text: the value, and what is known about its certainty.
function valueTexts(index, view) {
  const measure = data.measures[view.measure];
  const value = view.values[index];
  const title = say(measure.title);
  if (value === null) return [[title, say(data.observed ? "too few or no passes" : "not predicted"), ""]];
  if (measure.bounds.length) {
    const low = view.low ? view.low[index] : null;
    const high = view.high ? view.high[index] : null;
    const interval = low === null || high === null
      ? say("90 % interval: not known")
      : say("90 % interval: {low} to {high}", {
        low: written(low, measure), high: withUnit(written(high, measure), measure),
      });
    return [[title, withUnit(written(value, measure), measure), interval]];
  }
  const choices = textOf(view.choices, index).split("; ").filter(Boolean).map((each) => say(each));
  let more = choices.length ? say("90 % set: {classes}", { classes: choices.join(", ") }) : "";
  if (view.shares) {
    more = view.shares
      .map((column, number) => [column[index] || 0, measure.classes[number]])
      .sort((one, other) => other[0] - one[0]).slice(0, 3)
      .map(([share, label]) => `${say(label)} ${share} %`).join(", ");
  }
  return [[title, say(measure.classes[value]), more]];
}

function basisOf(index, view) {
  const basis = textOf(view.basis || data.roads.basis, index);
  const texts = [];
  if (basis === "prior") {
    texts.push(say("An estimate from other times: no trip was observed at these times."));
  } else if (basis === "place only") {
    texts.push(say("An estimate from the place alone: no trip and no picture of this road."));
  } else if (basis) {
    texts.push(say("Based on: {basis}.", { basis: say(basis) }));
  }
  for (const caution of textOf(data.roads.caution, index).split("; ").filter(Boolean)) {
    texts.push(say("Caution: {caution}.", { caution: say(caution) }));
  }
  return texts.join(" ");
}

function aboutRoad(index) {
  const roads = data.roads;
  const texts = [textOf(roads.highway, index)];
  if (roads.length_m && roads.length_m[index] !== null) texts.push(`${roads.length_m[index]} m`);
  if (roads.trips && roads.trips[index] !== null) {
    texts.push(say("trips: {n}", { n: roads.trips[index].toLocaleString(language) }));
  }
  return texts.filter(Boolean).join(" · ");
}

function showDetails(index, among, moves) {
  state.road = index;
  if (among || !state.among.includes(index)) state.among = among || sameStreet(index);
  writeDetails(index);
  roadsLayer.choose(index);
  if (moves) moveTo([index]);
  if ($("details").scrollIntoView) $("details").scrollIntoView({ block: "nearest" });
  remember();
}

function sameStreet(index) {
  const name = textOf(data.roads.name, index);
  const street = name ? allStreets().find((each) => each.name === name) : null;
  return street ? street.roads : [index];
}

function writeDetails(index) {
  $("details").hidden = false;
  $("road").textContent = nameOf(index);
  $("about").textContent = aboutRoad(index);
  const rows = [];
  for (const [title, value, more] of valueTexts(index, currentView())) {
    const name = document.createElement("dt");
    name.textContent = title;
    const text = document.createElement("dd");
    text.textContent = value;
    if (more) {
      const small = document.createElement("small");
      small.textContent = more;
      text.append(small);
    }
    rows.push(name, text);
  }
  $("values").replaceChildren(...rows);
  $("basis").textContent = basisOf(index, currentView());
  const at = state.among.indexOf(index);
  $("which").textContent = say("Part {n} of {all}", { n: at + 1, all: state.among.length });
  $("before").disabled = at <= 0;
  $("after").disabled = at >= state.among.length - 1;
}

function closeDetails() {
  state.road = null;
  $("details").hidden = true;
  roadsLayer.choose(null);
  remember();
}

function step(by) {
  const next = state.among[state.among.indexOf(state.road) + by];
  if (next !== undefined) showDetails(next, state.among, true);
}

// --- search -----------------------------------------------------------------------------------

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// Made when they are needed first: by the names on the map, or by a search.
function allStreets() {
  if (!streets) streets = listStreets();
  return streets;
}

function listStreets() {
  const column = data.roads.name;
  if (!column) return [];
  const order = new Intl.Collator();
  const found = column.texts.map((name) => ({ name, plain: plain(name), roads: [] }));
  column.numbers.forEach((number, index) => number !== null && found[number].roads.push(index));
  return found.filter((street) => street.roads.length)
    .sort((one, other) => order.compare(one.name, other.name));
}

function find(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const first = allStreets().filter((street) => street.plain.startsWith(wanted));
  const others = allStreets().filter(
    (street) => !street.plain.startsWith(wanted) && street.plain.includes(wanted));
  return [...first, ...others].slice(0, MOST_FOUND);
}

let results = [], active = -1;

function writeResults() {
  results = find($("search").value);
  active = results.length ? 0 : -1;
  const rows = results.map((street, number) => {
    const row = document.createElement("li");
    row.id = `found-${number}`;
    row.setAttribute("role", "option");
    row.textContent = street.name;
    row.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps focus
    row.addEventListener("click", () => choose(street));
    return row;
  });
  if (!rows.length && $("search").value.trim()) {
    const row = document.createElement("li");
    row.textContent = say("No street has this name.");
    rows.push(row);
  }
  $("found").replaceChildren(...rows);
  $("found").hidden = !rows.length;
  $("search").setAttribute("aria-expanded", String(!!rows.length));
  markActive();
}

function markActive() {
  results.forEach((_, number) => {
    $(`found-${number}`).setAttribute("aria-selected", String(number === active));
  });
  if (active >= 0) $("search").setAttribute("aria-activedescendant", `found-${active}`);
  else $("search").removeAttribute("aria-activedescendant");
}

function hideResults() {
  $("found").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
}

function choose(street) {
  $("search").value = street.name;
  hideResults();
  const lengths = data.roads.length_m;
  const longest = street.roads.reduce(
    (best, index) => (lengths && lengths[index] > lengths[best] ? index : best));
  showDetails(longest, street.roads, false);
  moveTo(street.roads);
}

function searchKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!results.length) return;
    active = (active + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length;
    markActive();
    event.preventDefault();
  } else if (event.key === "Enter" && active >= 0 && !$("found").hidden) {
    choose(results[active]);
    event.preventDefault();
  } else if (event.key === "Escape") {
    hideResults();
  }
}

// --- address ----------------------------------------------------------------------------------

function hashView() {
  const parts = (new URLSearchParams(location.hash.slice(1)).get("map") || "").split("/").map(Number);
  const [zoom, lat, lon] = parts;
  const isFine = parts.length === 3 && parts.every(Number.isFinite)
    && zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return isFine ? { zoom, center: [lon, lat] } : null;
}

// Anything in the address that the page does not know is ignored.
function restore() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const measure = data.measures.findIndex((each) => each.id === parameters.get("task"));
  state = { measure: Math.max(measure, 0), time: parameters.get("time"), road: null, among: [] };
  const edge = parameters.get("road");
  if (edge !== null && /^\d+$/.test(edge)) {
    const index = data.roads.edge ? data.roads.edge.indexOf(Number(edge)) : Number(edge);
    if (index >= 0 && index < data.roads.number) {
      state.road = index;
      state.among = sameStreet(index);
    }
  }
}

let written_hash = "";

function remember() {
  const parameters = new URLSearchParams();
  if (map) {
    const { lng, lat } = map.getCenter();
    parameters.set("map", `${map.getZoom().toFixed(2)}/${lat.toFixed(5)}/${lng.toFixed(5)}`);
  }
  parameters.set("task", data.measures[state.measure].id);
  parameters.set("time", state.time);
  if (state.road !== null) {
    parameters.set("road", data.roads.edge ? data.roads.edge[state.road] : state.road);
  }
  written_hash = `#${parameters.toString().replaceAll("%2F", "/")}`;
  try {
    history.replaceState(null, "", written_hash);
  } catch (error) {
    // Some viewers of files do not allow it; the page works without.
  }
}

function addressChanged() {
  if (location.hash === written_hash) return;
  const view = hashView();
  restore();
  if (map && view) map.jumpTo(view);
  if (state.road === null) closeDetails();
  show();
  if (state.road !== null) showDetails(state.road, null, !view);
}

// --- map --------------------------------------------------------------------------------------

function sizeOf(index) {
  const road = textOf(data.roads.highway, index).replace("_link", "");
  return MAIN_ROADS.includes(road) ? 2 : MIDDLE_ROADS.includes(road) ? 1 : 0;
}

function colourOf(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// The map has the colours of the page, which are those of day or night.
function colourMap() {
  map.setPaintProperty("ground", "background-color", colourOf("--ground"));
  map.setPaintProperty("names", "text-color", colourOf("--ink"));
  map.setPaintProperty("names", "text-halo-color", colourOf("--ground"));
  roadsLayer.chosenColour = colourOf("--ink");
  roadsLayer.casing = colourOf("--casing");
  map.triggerRepaint();
}

// A name for each street, at its longest part and along it: main roads first.
function namesOfStreets() {
  const lengths = data.roads.length_m || [];
  const features = allStreets().map(({ name, roads }) => {
    const longest = roads.reduce(
      (best, index) => ((lengths[index] || 0) > (lengths[best] || 0) ? index : best));
    const { middle, angle } = roadsLayer.middleOf(longest);
    const size = Math.max(...roads.map(sizeOf));
    return {
      type: "Feature", geometry: { type: "Point", coordinates: middle },
      properties: { name, angle, size, order: -1000 * size - roads.length },
    };
  });
  return { type: "FeatureCollection", features };
}

// Browsers draw the letters themselves: no font is loaded.
function addNames() {
  if (map.getLayer("names")) return;
  map.addSource("names", { type: "geojson", data: namesOfStreets() });
  map.addLayer({
    id: "names", type: "symbol", source: "names",
    filter: [">=", ["zoom"], ["match", ["get", "size"], 2, 11.5, 1, 13.5, 15]],
    layout: {
      "text-field": ["get", "name"], "text-size": 12, "text-rotate": ["get", "angle"],
      "text-rotation-alignment": "map", "symbol-sort-key": ["get", "order"], "text-padding": 12,
      "text-max-width": 100,
    },
    paint: { "text-halo-width": 1.5 },
  });
  colourMap();
}

function mapStyle() {
  const ground = { id: "ground", type: "background" };
  const style = { version: 8, sources: {}, layers: [ground] };
  if (data.background) {
    style.sources.background = { type: "raster", tiles: [data.background], tileSize: 256 };
    style.layers.push({ id: "background", type: "raster", source: "background",
      layout: { visibility: "none" }, paint: { "raster-opacity": 0.6 } });
  }
  return style;
}

function drawMap() {
  const view = hashView();
  const sizes = Array.from({ length: data.roads.number }, (_, index) => sizeOf(index));
  roadsLayer = new RoadsLayer(data.roads, sizes, data.side);
  try {
    map = new maplibregl.Map({
      container: "map", style: mapStyle(), attributionControl: false, dragRotate: false,
      pitchWithRotate: false, touchPitch: false, renderWorldCopies: false, fadeDuration: 0,
      canvasContextAttributes: { contextType: "webgl2" },
      ...(view || { bounds: roadsLayer.bounds, fitBoundsOptions: { padding: 20 } }),
    });
  } catch (error) {
    map = null;
    showMessage(say("This browser cannot draw the map (WebGL is off). The search works without it."));
    return;
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl(), "bottom-left");
  map.on("style.load", () => { // also after the graphics card was lost
    map.addLayer(roadsLayer);
    addNames();
  });
  map.on("moveend", remember);
  map.on("mousemove", (event) => showTip(event.point));
  map.on("mouseout", hideTip);
  map.on("movestart", hideTip);
  map.on("click", (event) => {
    const touch = window.matchMedia("(pointer: coarse)").matches;
    const index = roadsLayer.roadAt(event.point, touch ? NEAR_PX.touch : NEAR_PX.mouse);
    if (index !== null) showDetails(index, null, false);
    else closeDetails();
  });
  map.on("error", (event) => {
    // Without a network, tiles of the background are missing; anything else is a fault.
    if (event.sourceId !== "background") console.error(event.error);
  });
  map.once("idle", () => {
    document.documentElement.dataset.state = "ready";
    performance.mark("interactive");
  });
  const canvas = map.getCanvas();
  canvas.setAttribute("aria-label", say("Map"));
  canvas.addEventListener("touchstart", () => { touchedAt = performance.now(); }, { passive: true });
  canvas.addEventListener("focus", () => {
    $("map").classList.toggle("by-keyboard", canvas.matches(":focus-visible"));
  });
  canvas.addEventListener("blur", () => $("map").classList.remove("by-keyboard"));
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const index = roadsLayer.nearest();
    if (index !== null) showDetails(index, null, false);
  });
}

function paint() {
  const view = currentView();
  const classes = Array.from({ length: data.roads.number }, (_, index) => classOf(view, index));
  roadsLayer.show(classes, [...data.measures[state.measure].colours, data.unknown]);
}

function moveTo(indices) {
  const box = map && roadsLayer.boundsOf(indices);
  if (box) map.fitBounds(box, { padding: 60, maxZoom: 16, duration: 0 });
}

function showTip(point) {
  // Browsers say after a touch that a mouse moved; a touch shows the details.
  if (performance.now() - touchedAt < AFTER_TOUCH_MS) return;
  const index = roadsLayer.roadAt(point, NEAR_PX.mouse);
  map.getCanvas().style.cursor = index === null ? "" : "pointer";
  if (index === null) return hideTip();
  const name = document.createElement("b");
  name.textContent = nameOf(index);
  const lines = valueTexts(index, currentView()).flatMap(([, value, more]) => [value, more]);
  const basis = basisOf(index, currentView());
  const texts = [...lines, basis].filter(Boolean).map((text) => {
    const line = document.createElement("div");
    line.textContent = text;
    return line;
  });
  const tip = $("tip");
  tip.replaceChildren(name, ...texts);
  tip.hidden = false;
  const box = $("map").getBoundingClientRect();
  const left = Math.min(box.left + point.x + 14, window.innerWidth - tip.offsetWidth - 8);
  const above = box.top + point.y + 18 + tip.offsetHeight > window.innerHeight;
  tip.style.left = `${Math.max(left, 8)}px`;
  tip.style.top = `${box.top + point.y + (above ? -tip.offsetHeight - 12 : 18)}px`;
}

function hideTip() {
  $("tip").hidden = true;
}

// --- events -----------------------------------------------------------------------------------

function connect() {
  $("measure").addEventListener("change", () => {
    state.measure = Number($("measure").value);
    show();
  });
  $("time").addEventListener("change", () => {
    state.time = $("time").value;
    show();
  });
  $("search").addEventListener("input", writeResults);
  $("search").addEventListener("keydown", searchKey);
  $("search").addEventListener("blur", hideResults);
  $("before").addEventListener("click", () => step(-1));
  $("after").addEventListener("click", () => step(1));
  $("close").addEventListener("click", closeDetails);
  $("background").addEventListener("change", () => {
    map.setLayoutProperty("background", "visibility", $("background").checked ? "visible" : "none");
  });
  window.addEventListener("hashchange", addressChanged);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map && colourMap());
}
