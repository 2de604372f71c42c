"""`Tasks` without the thread, on a real file: at once, or held until the test lets go."""

from functools import partial

from outreach.errors import Refusal


class InlineTasks:
    def __init__(self, store):
        self._store = store

    def read(self, query, then, failed=None, key=None):
        with self._store.reading() as session:
            answer = query(session)
        then(answer)

    def write(self, change, then, refused, entry=None):
        try:
            with self._store.writing() as session:
                answer = change(session)
        except Refusal as refusal:
            refused(refusal)
        else:
            then(answer)


class HeldTasks:
    """Holds everything until told to let go: for testing what a person can do meanwhile."""

    def __init__(self, store):
        self._inline = InlineTasks(store)
        self.held = []
        self._refusals = {}

    def read(self, query, then, failed=None, key=None):
        self.held.append(partial(self._inline.read, query, then))

    def write(self, change, then, refused, entry=None):
        work = partial(self._inline.write, change, then, refused)
        self.held.append(work)
        self._refusals[work] = refused

    def let_go(self):
        while self.held:
            self.held.pop(0)()

    def refuse(self, refusal):
        """Answer the oldest write with a refusal, as a full disk would."""
        write = next(work for work in self.held if work in self._refusals)
        self.held.remove(write)
        self._refusals[write](refusal)

    @property
    def writes(self):
        return [work for work in self.held if work in self._refusals]
