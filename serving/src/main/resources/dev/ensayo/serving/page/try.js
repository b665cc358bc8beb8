'use strict';
const form = document.getElementById('form');
const answer = document.getElementById('answer');
let model = null;
let stop = null;

function show(...nodes) { answer.replaceChildren(...nodes); }
function fail(message) { show(make('p', {class: 'error'}, message)); }
function field(label, input) { return make('label', {}, make('span', {}, label), input); }
function actions(...buttons) { form.append(make('div', {class: 'actions'}, ...buttons)); }
function button(text, onclick, main) {
  return make('button', {type: 'button', class: main ? 'main' : null, onclick}, text);
}
function from(result, begun) {
  const time = number(performance.now() - begun, 3) + ' ms';
  return make('p', {class: 'from'}, say('answered by') + ' ' + result.model + ', ' + result.version +
    ', ' + say('in') + ' ' + time + '; ' + say('answer') + ' ' + result.id);
}

async function ask(fields) {
  const begun = performance.now();
  try {
    const response = await fetch('/v1/predict/' + encodeURIComponent(model.name), {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(fields)});
    const result = await response.json();
    if (!response.ok) return fail(result.error);
    show(...told(result.predictions[0]), from(result, begun));
  } catch (e) {
    fail(say('The server cannot be reached.'));
  }
}

// What a prediction says: likeliest first.
function told(row) {
  const nodes = [];
  if (row.class !== undefined) nodes.push(make('p', {class: 'big'}, row.class));
  if (row.value !== undefined) nodes.push(make('p', {class: 'big'}, number(row.value)));
  if (row.action !== undefined) nodes.push(make('p', {class: 'big'}, say('Action') + ' ' + [].concat(row.action).map(x => number(x)).join(' ')));
  if (row.probabilities) {
    const pairs = Array.isArray(row.probabilities) ? row.probabilities.map((p, i) => [i, p]) : Object.entries(row.probabilities);
    nodes.push(bars(pairs.sort((a, b) => b[1] - a[1]).slice(0, 12), 0, 1));
  }
  if (row.values) nodes.push(bars(row.values.map((q, i) => [say('action') + ' ' + i, q]), Math.min(0, ...row.values), Math.max(0, ...row.values)));
  if (row.neighbors) nodes.push(bars(row.neighbors.map((word, i) => [word, row.cosines[i]]), 0, 1));
  if (row.perplexity !== undefined) {
    nodes.push(make('p', {class: 'big'}, say('Perplexity') + ' ' + number(row.perplexity, 4)),
      make('p', {}, say('Log-likelihood') + ' ' + number(row.log_likelihood) + ', ' + say('Tokens') + ' ' + number(row.tokens)));
  }
  return nodes;
}
function bars(pairs, least, most) {
  const box = make('div', {class: 'bars'});
  for (const [name, value] of pairs) {
    box.append(make('span', {}, String(name)), make('meter', {min: least, max: most > least ? most : least + 1, value, 'aria-label': name}),
      make('span', {}, number(value, 3)));
  }
  return box;
}

const KINDS = {
  table() {
    const inputs = model.fields.map(f => {
      const input = f.categories
        ? make('select', {}, ...f.categories.map(c => make('option', {value: c, selected: c === f.value ? '' : null}, c)),
            ...(f.gaps ? [make('option', {value: ''}, say('no value'))] : []))
        : make('input', {inputmode: 'decimal', value: String(Number(f.value.toPrecision(6))), placeholder: f.gaps ? say('no value') : null});
      form.append(field(f.name, input));
      return [f, input];
    });
    const send = () => ask(Object.fromEntries(inputs.map(([f, input]) => {
      const text = input.value.trim();
      const plain = !f.categories && LANGUAGE === 'es' ? text.replace(',', '.') : text;
      return [f.name, text === '' ? null : f.categories || plain === '' || isNaN(plain) ? plain : Number(plain)];
    })));
    actions(button(say('Ask'), send, true));
    form.onsubmit = e => { e.preventDefault(); send(); };
  },

  texts() {
    const text = make('textarea', {rows: 6});
    form.append(field(say('Text'), text));
    const send = () => ask({text: text.value});
    actions(button(say('Ask'), send, true));
    form.onsubmit = e => { e.preventDefault(); send(); };
  },

  picture() {
    const [channels, height, width] = model.shape;
    const canvas = make('canvas', {width, height, tabindex: 0, role: 'img', 'aria-label': say('Draw with the mouse or a finger.')});
    const levels = new Float32Array(height * width);
    const context = canvas.getContext('2d');
    const paint = () => {
      const image = context.createImageData(width, height);
      levels.forEach((level, i) => image.data.set([level, level, level, 255], 4 * i));
      context.putImageData(image, 0, 0);
    };
    // A round brush about a ninth of the height wide, as soft as the pixels are large.
    const radius = Math.max(0.6, height / 18);
    const dab = (x, y) => {
      for (let r = 0; r < height; r++) for (let c = 0; c < width; c++) {
        const far = Math.hypot(c + .5 - x, r + .5 - y);
        const level = 255 * Math.max(0, Math.min(1, radius + .5 - far));
        levels[r * width + c] = Math.max(levels[r * width + c], level);
      }
    };
    let last = null;
    const draw = e => {
      const box = canvas.getBoundingClientRect();
      const x = (e.clientX - box.left) / box.width * width;
      const y = (e.clientY - box.top) / box.height * height;
      const [fx, fy] = last || [x, y];
      const steps = Math.ceil(Math.hypot(x - fx, y - fy) / (radius / 2)) || 1;
      for (let i = 1; i <= steps; i++) dab(fx + (x - fx) * i / steps, fy + (y - fy) * i / steps);
      last = [x, y];
      paint();
    };
    const send = () => {
      const plane = Array.from(levels, Math.round);
      ask({picture: [].concat(...Array.from({length: channels}, () => plane))});
    };
    canvas.addEventListener('pointerdown', e => { canvas.setPointerCapture(e.pointerId); last = null; draw(e); });
    canvas.addEventListener('pointermove', e => { if (e.buttons) draw(e); });
    canvas.addEventListener('pointerup', send);
    paint();
    form.append(canvas, make('p', {class: 'hint'}, say('Draw with the mouse or a finger.')));
    actions(button(say('Ask'), send, true), button(say('Clear'), () => { levels.fill(0); paint(); show(); }));
  },

  text() {
    const text = make('textarea', {});
    const length = make('input', {type: 'number', min: 1, max: 10000, value: 300});
    const temperature = make('input', {inputmode: 'decimal', value: 0.8});
    const seed = make('input', {inputmode: 'numeric', value: 1});
    form.append(field(say('Text'), text), make('div', {class: 'small'}, field(say('Length, in tokens'), length),
      field(say('Temperature'), temperature), field(say('Seed'), seed)));
    const write = async () => {
      if (stop) stop.abort();
      stop = new AbortController();
      const written = make('p', {class: 'written'}, make('b', {}, text.value));
      show(written);
      try {
        const response = await fetch('/v1/generate/' + encodeURIComponent(model.name), {
          method: 'POST', headers: {'Content-Type': 'application/json'}, signal: stop.signal,
          body: JSON.stringify({prompt: text.value, parameters: {length: Number(length.value),
            temperature: Number(temperature.value.replace(',', '.')), seed: Number(seed.value)}})});
        if (!response.ok) return fail((await response.json()).error);
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) written.append(piece.value);
      } catch (e) {
        if (e.name === 'AbortError') return;
        if (written.childNodes.length > 1) answer.append(make('p', {class: 'error'}, say('The text breaks off here.')));
        else fail(say('The server cannot be reached.'));
      }
    };
    actions(button(say('Go on'), write, true), button(say('Stop'), () => stop && stop.abort()),
      button(say('How likely is it?'), () => ask({text: text.value})));
  },

  words() {
    const words = make('input', {spellcheck: 'false', autocapitalize: 'none'});
    form.append(field(say('Words, separated by blanks'), words));
    const send = task => ask({words: words.value.trim().split(/\s+/), parameters: {task}});
    actions(button(say('Nearest words'), () => send('similar'), true), button(say('Analogy of three'), () => send('analogy')));
    form.onsubmit = e => { e.preventDefault(); send('similar'); };
  },

  observation() {
    const size = model.shape.reduce((a, b) => a * b, 1);
    const numbers = make('textarea', {}, Array(size).fill(0).join(' '));
    form.append(field(say('Observation, numbers separated by blanks') + ' (' + model.shape.join(' × ') + ')', numbers));
    actions(button(say('Ask'), () => ask({observation: numbers.value.trim().split(/\s+/).map(Number)}), true));
  },
};

function choose(chosen, models) {
  model = chosen;
  if (stop) stop.abort();
  form.replaceChildren();
  form.onsubmit = e => e.preventDefault();
  show();
  document.title = model.name + ' – Ensayo';
  document.getElementById('title').textContent = model.name;
  document.getElementById('platform').textContent = model.platform.replace(/^ensayo_/, '').replaceAll('_', '-');
  document.getElementById('models').replaceChildren(...(models.length > 1 ? models : []).map(other =>
    make('button', {type: 'button', 'aria-pressed': other === model ? 'true' : 'false', onclick: () => choose(other, models)}, other.name)));
  (KINDS[model.kind] || (() => {}))();
}

document.getElementById('answer-title').textContent = say('Answer');
fetch('/v1/forms').then(response => response.json()).then(content => {
  navigation('/', content.links);
  if (content.models.length) choose(content.models[0], content.models);
  else fail(say('No model is served.'));
}).catch(() => fail(say('The server cannot be reached.')));
