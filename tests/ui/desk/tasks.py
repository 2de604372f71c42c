"""`Tasks` without the thread, on a real file: at once, or held until the test lets go."""

from functools import partial

from outreach.errors import Refusal


class InlineTasks:
    def __init__(self, store):
        self._store = store

    def read(self, query, then, failed=None):
        with self._store.reading() as session:
            answer = query(session)
        then(answer)

    def write(self, change, then, refused):
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

    def read(self, query, then, failed=None):
        self.held.append(partial(self._inline.read, query, then))

    def write(self, change, then, refused):
        self.held.append(partial(self._inline.write, change, then, refused))

    def let_go(self):
        while self.held:
            self.held.pop(0)()

    def refuse(self, refusal):
        """Answer the oldest write with a refusal, as a full disk would."""
        write = self.held.pop(0)
        write.args[2](refusal)
