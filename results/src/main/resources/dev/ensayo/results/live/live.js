'use strict';
(function () {
  const notice = document.getElementById('connection');
  const patience = 3000;

  function show(parts) {
    for (const [id, content] of Object.entries(parts)) {
      if (id === 'title') {
        document.title = content;
        continue;
      }
      const place = document.getElementById(id);
      if (place) {
        place.innerHTML = content;
      }
    }
    notice.hidden = true;
  }

  function connect() {
    const source = new EventSource('/events');
    source.addEventListener('parts', (event) => show(JSON.parse(event.data)));
    source.onopen = () => {
      notice.hidden = true;
    };
    source.onerror = () => {
      notice.textContent = notice.dataset.lost;
      notice.hidden = false;
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(connect, patience);
      }
    };
  }

  connect();
})();
