"use strict";
// A layer of MapLibre that draws all roads from one buffer. Tiles of lines, which MapLibre would
// make, take seconds for a city, and so do other colours for all of them.

const DATA_PARTS = 1e6; // coordinates are multiples of a millionth of a degree
const TILE_PX = 512; // width of the world at zoom 0
const ZOOMS = [10, 14, 18]; // between them, sizes grow by a power of the zoom
const GROWTH = 1.6;
// Pixels at these zooms: widths of small, middle and large roads, of the chosen road below, and
// how far each direction is beside the centre of the road.
const WIDTHS = [[0.7, 1.9, 6], [1.1, 2.6, 8], [1.6, 3.2, 9]];
const CHOSEN_WIDTH = [5, 7, 15];
const BESIDE = [0.3, 1.3, 5];
const THIN = 0.4; // of the width, for roads without a value
const CASING_WIDTH = 1; // of both sides together
const MOST_COLOURS = 32;
const MOST_STRETCH = 2; // of the distance from the centre, in sharp bends

// A piece of a line is a rectangle with round ends: 4 corners for each instance.
const VERTEX = `#version 300 es
uniform vec2 centre;
uniform vec2 size;
uniform float scale;
uniform float beside;
uniform float widths[6];
uniform vec3 colours[${MOST_COLOURS}];
in vec4 ends;
in vec4 sides;
in vec2 look;
out vec2 at;
out float away;
flat out float reach;
flat out vec3 colour;
void main() {
  vec2 from = (ends.xy - centre) * scale + sides.xy * beside;
  vec2 to = (ends.zw - centre) * scale + sides.zw * beside;
  vec2 along = to - from;
  away = length(along);
  along = away > 0.0 ? along / away : vec2(1.0, 0.0);
  reach = widths[int(look.y)] / 2.0;
  colour = colours[int(look.x)];
  float edge = reach + 1.0;
  at = vec2((gl_VertexID & 1) == 0 ? -edge : away + edge, (gl_VertexID & 2) == 0 ? -edge : edge);
  vec2 place = from + along * at.x + vec2(-along.y, along.x) * at.y;
  gl_Position = vec4(place / size * vec2(2.0, -2.0), 0.0, 1.0);
}`;
const FRAGMENT = `#version 300 es
precision highp float;
uniform float density;
in vec2 at;
in float away;
flat in float reach;
flat in vec3 colour;
out vec4 shown;
void main() {
  float distance = length(vec2(at.x - clamp(at.x, 0.0, away), at.y));
  float cover = clamp((reach - distance) * density + 0.5, 0.0, 1.0);
  shown = vec4(colour * cover, cover);
}`;

class RoadsLayer {
  // Roads as in `packed.py`, 0 to 2 for the size of each, and the side on which vehicles drive.
  constructor(roads, sizes, side) {
    this.id = "roads";
    this.type = "custom";
    this.away = side === "left" ? -1 : 1;
    this.sizes = sizes;
    this.chosen = null;
    this.chosenColour = "#111111";
    this.casing = ""; // a colour around all roads, where dark ones are hard to see
    this.readLines(roads);
    this.looks = new Uint8Array(2 * this.roadOf.length); // numbers of a colour and of a width
  }

  // Pieces of lines: their ends in the Mercator projection, relative to a corner, and at each end
  // the direction to the right, longer in bends.
  readLines({ points, counts, parts, number }) {
    const pieces = points.length / 2 - counts.length;
    this.ends = new Float32Array(4 * pieces);
    this.sides = new Float32Array(4 * pieces);
    this.roadOf = new Uint32Array(pieces);
    this.firstOf = new Uint32Array(number + 1); // the pieces of a road follow each other
    this.bounds = [Infinity, Infinity, -Infinity, -Infinity];
    let lon = 0, lat = 0, at = 0, piece = 0;
    counts.forEach((count, part) => {
      const line = new Float64Array(2 * count);
      for (let number = 0; number < count; number += 1, at += 2) {
        lon += points[at];
        lat += points[at + 1];
        widen(this.bounds, lon / DATA_PARTS, lat / DATA_PARTS);
        const [x, y] = mercator(lon / DATA_PARTS, lat / DATA_PARTS);
        this.corner = this.corner || [x, y];
        line[2 * number] = x - this.corner[0];
        line[2 * number + 1] = y - this.corner[1];
      }
      const right = directions(line);
      for (let number = 0; number + 1 < count; number += 1, piece += 1) {
        this.ends.set(line.subarray(2 * number, 2 * number + 4), 4 * piece);
        this.sides.set(right.subarray(2 * number, 2 * number + 4), 4 * piece);
        this.roadOf[piece] = parts[part];
      }
      this.firstOf[parts[part] + 1] = piece;
    });
    for (let road = 0; road < number; road += 1) {
      this.firstOf[road + 1] = Math.max(this.firstOf[road], this.firstOf[road + 1]); // no line
    }
  }

  // Show roads in colours: `classes` has the number of a colour for each road, or -1 for the last.
  show(classes, colours) {
    this.colours = colours;
    for (let piece = 0; piece < this.roadOf.length; piece += 1) {
      const road = this.roadOf[piece];
      const isKnown = classes[road] >= 0;
      this.looks[2 * piece] = isKnown ? classes[road] : colours.length - 1;
      this.looks[2 * piece + 1] = this.sizes[road] + (isKnown ? 0 : 3);
    }
    this.isStale = true;
    if (this.map) this.map.triggerRepaint();
  }

  choose(road) {
    this.chosen = road;
    if (this.map) this.map.triggerRepaint();
  }

  // Where the map shows the corner, and at what size, CSS pixels.
  frame() {
    const { lng, lat } = this.map.getCenter();
    const [x, y] = mercator(lng, lat);
    const zoom = this.map.getZoom();
    const canvas = this.map.getCanvas();
    const widths = WIDTHS.map((stops) => byZoom(zoom, stops));
    return {
      centre: [x - this.corner[0], y - this.corner[1]],
      scale: TILE_PX * 2 ** zoom,
      size: [canvas.clientWidth, canvas.clientHeight],
      density: canvas.width / canvas.clientWidth,
      beside: this.away * byZoom(zoom, BESIDE),
      widths: [...widths, ...widths.map((width) => THIN * width)],
      chosenWidth: byZoom(zoom, CHOSEN_WIDTH),
    };
  }

  // --- drawing ---

  // MapLibre calls it again with a new context, after the graphics card was lost.
  onAdd(map, gl) {
    this.map = map;
    this.program = programOf(gl);
    this.array = gl.createVertexArray();
    this.buffers = {};
    for (const name of ["ends", "sides", "looks"]) {
      this.buffers[name] = gl.createBuffer();
      gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[name]);
      gl.bufferData(gl.ARRAY_BUFFER, this[name], gl.STATIC_DRAW);
    }
    this.isStale = false;
  }

  // MapLibre sets its own state of the context again afterwards.
  render(gl) {
    const frame = this.frame();
    const place = (name) => gl.getUniformLocation(this.program, name);
    gl.useProgram(this.program);
    gl.bindVertexArray(this.array);
    if (this.isStale) {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers.looks);
      gl.bufferData(gl.ARRAY_BUFFER, this.looks, gl.STATIC_DRAW);
      this.isStale = false;
    }
    gl.disable(gl.DEPTH_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    for (const name of ["centre", "size"]) gl.uniform2fv(place(name), frame[name]);
    for (const name of ["scale", "beside", "density"]) gl.uniform1f(place(name), frame[name]);
    if (this.chosen !== null) {
      gl.uniform1fv(place("widths"), [frame.chosenWidth]);
      gl.uniform3fv(place("colours"), parts(this.chosenColour));
      this.draw(gl, this.firstOf[this.chosen], this.firstOf[this.chosen + 1], true);
    }
    if (this.casing) {
      gl.uniform1fv(place("widths"), frame.widths.map((width) => width + CASING_WIDTH));
      gl.uniform3fv(place("colours"), this.colours.flatMap(() => parts(this.casing)));
      this.draw(gl, 0, this.roadOf.length, false);
    }
    gl.uniform1fv(place("widths"), frame.widths);
    gl.uniform3fv(place("colours"), this.colours.flatMap(parts));
    this.draw(gl, 0, this.roadOf.length, false);
    gl.bindVertexArray(null);
  }

  // Draw some pieces; all with the first colour and width, or each with its own.
  draw(gl, first, after, isAlike) {
    const look = gl.getAttribLocation(this.program, "look");
    this.point(gl, "ends", gl.getAttribLocation(this.program, "ends"), gl.FLOAT, 4, 16 * first);
    this.point(gl, "sides", gl.getAttribLocation(this.program, "sides"), gl.FLOAT, 4, 16 * first);
    this.point(gl, "looks", look, gl.UNSIGNED_BYTE, 2, 2 * first);
    if (isAlike) {
      gl.disableVertexAttribArray(look);
      gl.vertexAttrib2f(look, 0, 0);
    }
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, after - first);
  }

  // Let an attribute of each piece come from a buffer.
  point(gl, buffer, attribute, kind, numbers, begin) {
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[buffer]);
    gl.enableVertexAttribArray(attribute);
    gl.vertexAttribPointer(attribute, numbers, kind, false, 0, begin);
    gl.vertexAttribDivisor(attribute, 1);
  }

  // --- places ---

  // The road that is drawn nearest to a point of the map, CSS pixels; null if none is within some.
  roadAt(point, within) {
    const { centre, scale, size, beside, widths } = this.frame();
    const { ends, sides } = this;
    const x = point.x - size[0] / 2, y = point.y - size[1] / 2;
    let best = null, least = Infinity;
    for (let piece = 0; piece < this.roadOf.length; piece += 1) {
      const at = 4 * piece;
      const distance = toPiece(
        (ends[at] - centre[0]) * scale + sides[at] * beside - x,
        (ends[at + 1] - centre[1]) * scale + sides[at + 1] * beside - y,
        (ends[at + 2] - centre[0]) * scale + sides[at + 2] * beside - x,
        (ends[at + 3] - centre[1]) * scale + sides[at + 3] * beside - y);
      if (distance < least && distance <= within + widths[this.looks[2 * piece + 1]] / 2) {
        [best, least] = [this.roadOf[piece], distance];
      }
    }
    return best;
  }

  // The road that is nearest to the middle of the map.
  nearest() {
    const { size } = this.frame();
    return this.roadAt({ x: size[0] / 2, y: size[1] / 2 }, Infinity);
  }

  // West, south, east and north of some roads, degrees; null if they have no lines.
  boundsOf(roads) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const road of roads) {
      for (let at = 4 * this.firstOf[road]; at < 4 * this.firstOf[road + 1]; at += 2) {
        widen(box, ...degrees(this.ends[at] + this.corner[0], this.ends[at + 1] + this.corner[1]));
      }
    }
    return box[0] <= box[2] ? box : null;
  }

  // The middle of a road's middle piece, and its direction in degrees, so that letters stand upright.
  middleOf(road) {
    const at = 4 * Math.floor((this.firstOf[road] + this.firstOf[road + 1]) / 2);
    const [x, y, toX, toY] = this.ends.subarray(at, at + 4);
    const angle = (Math.atan2(toY - y, toX - x) * 180) / Math.PI;
    return {
      middle: degrees((x + toX) / 2 + this.corner[0], (y + toY) / 2 + this.corner[1]),
      angle: Math.abs(angle) > 90 ? angle + 180 : angle,
    };
  }
}

// The direction to the right at each vertex of a line; in bends it reaches the corner of what is
// beside both pieces.
function directions(line) {
  const count = line.length / 2;
  const rights = new Float64Array(line.length), found = new Float32Array(line.length);
  let last = [0, 0];
  for (let at = 0; at + 1 < count; at += 1) {
    const x = line[2 * at + 2] - line[2 * at], y = line[2 * at + 3] - line[2 * at + 1];
    const length = Math.hypot(x, y);
    if (length > 0) last = [-y / length, x / length];
    rights.set(last, 2 * at);
  }
  rights.set(last, line.length - 2);
  found.set(rights.subarray(0, 2));
  for (let at = 1; at < count; at += 1) {
    const x = rights[2 * at] + rights[2 * at - 2], y = rights[2 * at + 1] + rights[2 * at - 1];
    const stretch = 2 / Math.max(x * x + y * y, 4 / MOST_STRETCH ** 2);
    found.set([x * stretch, y * stretch], 2 * at);
  }
  return found;
}

// The distance of the origin to the line between two points.
function toPiece(x, y, toX, toY) {
  const alongX = toX - x, alongY = toY - y;
  const square = alongX * alongX + alongY * alongY;
  const share = square > 0 ? Math.min(Math.max(-(x * alongX + y * alongY) / square, 0), 1) : 0;
  return Math.hypot(x + share * alongX, y + share * alongY);
}

function byZoom(zoom, stops) {
  const at = zoom < ZOOMS[1] ? 0 : 1;
  const [low, high] = [ZOOMS[at], ZOOMS[at + 1]];
  const within = Math.min(Math.max(zoom, low), high) - low;
  const share = (GROWTH ** within - 1) / (GROWTH ** (high - low) - 1);
  return stops[at] + share * (stops[at + 1] - stops[at]);
}

// The world is 1 wide; y grows to the south.
function mercator(lon, lat) {
  const angle = (lat * Math.PI) / 180;
  return [lon / 360 + 0.5, 0.5 - Math.asinh(Math.tan(angle)) / (2 * Math.PI)];
}

function degrees(x, y) {
  return [360 * (x - 0.5), (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI];
}

function widen(box, lon, lat) {
  box[0] = Math.min(box[0], lon);
  box[1] = Math.min(box[1], lat);
  box[2] = Math.max(box[2], lon);
  box[3] = Math.max(box[3], lat);
}

// Red, green and blue of a colour such as #29af7f, 0 to 1.
function parts(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
}

function programOf(gl) {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  return program;
}
