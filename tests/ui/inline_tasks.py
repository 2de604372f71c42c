"""`Tasks` without threads: the answer is there before the call returns, or when the test lets it go."""

from functools import partial

from outreach.errors import Refusal


class InlineTasks:
    """On a real store, or on none: then what reads gets None for a session."""

    def __init__(self, store=None):
        self._store = store
        self.commits = 0
        self.trouble = []

    def read(self, query, then, failed=None, *, key=None):
        try:
            result = self._with(query, "reading")
        except Refusal as refusal:
            (failed or self.trouble.append)(refusal)
        else:
            then(result)

    def write(self, change, then, refused, *, entry=None):
        try:
            result = self._with(change, "writing")
        except Refusal as refusal:
            refused(refusal)
        else:
            self.commits += 1
            then(result)

    def _with(self, work, opened):
        if self._store is None:
            return work(None)
        with getattr(self._store, opened)() as session:
            return work(session)


class HeldTasks:
    """Holds everything until told to let go: for testing what a person can do meanwhile."""

    def __init__(self, store=None):
        self._inline = InlineTasks(store)
        self.held = []

    def read(self, query, then, failed=None, *, key=None):
        if key is not None:  # the latest wins, as on the real thread
            self.held = [one for one in self.held if one.keywords.get("key") != key]
        self.held.append(partial(self._inline.read, query, then, failed, key=key))

    def write(self, change, then, refused, *, entry=None):
        self.held.append(partial(self._inline.write, change, then, refused, entry=entry))

    def let_go(self):
        while self.held:
            self.held.pop(0)()

    def forget(self):
        self.held.clear()
