'use strict';
document.getElementById('title').textContent = say('Interface');
document.getElementById('about').textContent =
  say('All requests that are answered. Each can be sent with curl; the document itself is openapi.json.');
document.getElementById('about').append(' ', make('a', {href: '/openapi.json'}, 'openapi.json'));

function curl(path, method, schema) {
  const url = location.origin + path;
  if (method === 'get') return 'curl ' + url;
  return "curl " + url + " -H 'Content-Type: application/json' -d '" + JSON.stringify(example(schema)) + "'";
}
function example(schema) {
  if (schema.type === 'object') {
    return Object.fromEntries(Object.entries(schema.properties || {})
      .filter(([name]) => (schema.required || []).includes(name))
      .map(([name, inner]) => [name, inner.examples ? inner.examples[0].map(tensor =>
        ({...tensor, shape: tensor.shape.map(n => n < 0 ? 1 : n), data: []})) : example(inner)]));
  }
  return schema.type === 'array' ? [] : schema.type === 'number' ? 0 : '';
}

fetch('/v1/forms').then(r => r.json()).then(content => navigation('/api', content.links));
fetch('/openapi.json').then(r => r.json()).then(api => {
  const groups = new Map();
  for (const [path, methods] of Object.entries(api.paths)) {
    const parts = path.split('/');
    const group = parts.length > 3 && parts[2] !== 'health' ? decodeURIComponent(parts[3]) : say('Server');
    if (!groups.has(group)) groups.set(group, []);
    for (const [method, operation] of Object.entries(methods)) groups.get(group).push([path, method, operation]);
  }
  const box = document.getElementById('paths');
  for (const [group, operations] of groups) {
    box.append(make('h2', {class: 'model'}, group));
    for (const [path, method, operation] of operations) {
      const schema = operation.requestBody ? operation.requestBody.content['application/json'].schema : null;
      box.append(make('details', {},
        make('summary', {}, make('span', {class: 'method'}, method.toUpperCase()), make('code', {}, path),
          make('span', {}, say(operation.summary))),
        make('pre', {}, curl(path, method, schema || {})),
        ...(schema ? [make('pre', {}, JSON.stringify(schema, null, 1))] : [])));
    }
  }
});
