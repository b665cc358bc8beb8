'use strict';
// What pages say, in English and in Spanish; which of them, the browser or ?lang= tells.
const SPANISH = {
  'Try it': 'Probarlo', 'Interface': 'Interfaz', 'Answer': 'Respuesta', 'Ask': 'Preguntar',
  'Clear': 'Borrar', 'Draw with the mouse or a finger.': 'Dibuja con el ratón o con el dedo.',
  'Text': 'Texto', 'Go on': 'Continuar', 'How likely is it?': '¿Qué probabilidad tiene?',
  'Stop': 'Parar', 'Length, in tokens': 'Longitud, en tokens', 'Temperature': 'Temperatura',
  'Seed': 'Semilla', 'Words, separated by blanks': 'Palabras, separadas por espacios',
  'Nearest words': 'Palabras más cercanas', 'Analogy of three': 'Analogía de tres',
  'no value': 'sin valor', 'Perplexity': 'Perplejidad', 'Log-likelihood': 'Logaritmo de la verosimilitud',
  'Tokens': 'Tokens', 'Value': 'Valor', 'Class': 'Clase', 'Action': 'Acción',
  'Observation, numbers separated by blanks': 'Observación, números separados por espacios',
  'answered by': 'respondió', 'in': 'en', 'answer': 'respuesta', 'No model is served.': 'No se sirve ningún modelo.',
  'The server cannot be reached.': 'No se puede alcanzar el servidor.',
  'The text breaks off here.': 'El texto se interrumpe aquí.', 'action': 'acción',
  'All requests that are answered. Each can be sent with curl; as a document:':
    'Todas las peticiones que se responden. Cada una se puede enviar con curl; como documento:',
  'Server': 'Servidor', 'The server and its version': 'El servidor y su versión',
  'Whether the server runs': 'Si el servidor está en marcha', 'Whether it takes requests': 'Si acepta peticiones',
  'Names of all models': 'Nombres de todos los modelos',
  'All models, their versions and who answers': 'Todos los modelos, sus versiones y quién responde', 'Inputs and outputs': 'Entradas y salidas',
  'Asks with tensors': 'Pregunta con tensores', 'Asks with a field for each input': 'Pregunta con un campo por entrada',
  'Text that is sent while it is written': 'Texto que se envía mientras se escribe',
  'Versions, who answers, and what shadows would have': 'Versiones, quién responde y qué habrían respondido las sombras',
  'Lets one version answer': 'Hace que responda una versión', 'Splits requests among versions': 'Reparte las peticiones entre versiones',
  'Undoes the last change': 'Deshace el último cambio',
  'Counts and times, for Prometheus': 'Recuentos y tiempos, para Prometheus',
  'Tells what would have been the right answer': 'Dice cuál habría sido la respuesta correcta',
};
const LANGUAGE = (new URLSearchParams(location.search).get('lang') || navigator.language || 'en')
  .toLowerCase().startsWith('es') ? 'es' : 'en';
document.documentElement.lang = LANGUAGE;
function say(english) { return LANGUAGE === 'es' ? SPANISH[english] || english : english; }
function number(value, digits) {
  return Number(value).toLocaleString(LANGUAGE, {maximumSignificantDigits: digits || 6});
}
// A node with attributes and children; texts are never read as HTML.
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
function navigation(here, links) {
  const all = [['/', say('Try it')], ['/api', say('Interface')]];
  for (const link of links || []) all.push([link.path, LANGUAGE === 'es' ? link.spanish : link.title]);
  const lang = new URLSearchParams(location.search).get('lang');
  document.getElementById('nav').replaceChildren(...all.map(([path, title]) =>
    make('a', {href: path + (lang ? '?lang=' + encodeURIComponent(lang) : ''), 'aria-current': path === here ? 'page' : null}, title)));
}
