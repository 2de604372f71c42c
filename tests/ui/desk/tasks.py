"""`Tasks` without threads, and the refusals of a full disk."""

from tests.ui import inline_tasks
from tests.ui.inline_tasks import InlineTasks as InlineTasks  # noqa: PLC0414 - the one home for desk tests


class HeldTasks(inline_tasks.HeldTasks):
    @property
    def writes(self):
        return [work for work in self.held if "entry" in work.keywords]

    def refuse(self, refusal):
        """Answer the oldest write with a refusal, as a full disk would."""
        write = self.writes[0]
        self.held.remove(write)
        _change, _then, refused = write.args
        refused(refusal)
