"""One verb per file. A verb takes the caller's transaction and leaves task, log and outbox true together."""
