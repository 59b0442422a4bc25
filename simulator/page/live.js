// Keeps the page true: listens to the server's events and asks for a fresh state after each burst of them.
// The browser reconnects a dropped EventSource by itself; one that was refused stays closed, so that is done here.

const BURST = 40; // ms: several events of one step of the bot become one fetch
const RETRY = 2000;

export function createLive({ refresh, onLive }) {
  const dirty = new Set();
  let timer = null;
  let running = false;

  function changed(ids) {
    ids.forEach((id) => dirty.add(id));
    timer ??= setTimeout(flush, BURST);
  }

  async function flush() {
    timer = null;
    if (running) return; // the running fetch may be older than this event: it looks again when it ends
    running = true;
    const batch = new Set(dirty);
    dirty.clear();
    await refresh(batch).catch(() => retry(batch));
    running = false;
    if (dirty.size) timer ??= setTimeout(flush, BURST);
  }

  function retry(batch) {
    batch.forEach((id) => dirty.add(id));
    return new Promise((resolve) => setTimeout(resolve, RETRY));
  }

  function connect() {
    const source = new EventSource("/people/events");
    source.addEventListener("open", () => {
      onLive(true);
      changed(["all"]);
    });
    source.addEventListener("change", (event) => changed(touched(event.data)));
    source.addEventListener("error", () => {
      onLive(false);
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(connect, RETRY);
    });
  }

  connect();
  return { changed };
}

function touched(data) {
  try {
    return ["state", ...JSON.parse(data).chats];
  } catch {
    return ["all"];
  }
}
