// Which messages of a chat were seen in this visit. What was there when the phone came on the page counts as seen.

export function createSeen() {
  let upTo = null;
  let newest = 0;
  let count = 0;

  function update(messages, viewer, looking) {
    const before = newest;
    newest = messages.at(-1)?.message_id ?? 0;
    if (upTo == null || looking || newest < before) upTo = newest; // smaller ids: the simulator began anew
    count = messages.filter((message) => message.message_id > upTo && isNews(message, viewer)).length;
  }

  function read() {
    upTo = newest;
    count = 0;
  }

  return {
    update,
    read,
    get count() {
      return count;
    },
  };
}

const isNews = (message, viewer) => message.from?.id !== viewer && !message.deleted && !message.service;
