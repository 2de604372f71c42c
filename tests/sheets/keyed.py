"""A sheet in a test: printed, keyed, posted, in few words."""

from uuid import uuid4

from outreach.entry import Returned, Unlisted
from outreach.sheets import keeping, posting, printing, reading, undoing
from outreach.sheets.rows import Crowd, Head, Row
from outreach.vocabulary import At, CountSide, SeenBefore, SheetKind, VoidReason
from tests.make import FRONT, TODAY, Desk

VISIT, TOTALS = SheetKind.VISIT, SheetKind.TOTALS


class Sheets:
    def __init__(self, desk: Desk):
        self.desk = desk

    def writing(self, act, *args, by="JM", at=TODAY, **named):
        who = self.desk.by(by)
        with self.desk.writing() as session:
            return act(session, who, At(at, 10), *args, **named)

    def print(self, kind=VISIT, site=FRONT, copies=1, print_id=None):
        return self.writing(printing.print_sheets, kind, self.desk.site(site), copies, print_id or uuid4())

    def begin(self, number, kind=VISIT, site=FRONT, by="JM"):
        return self.writing(keeping.begin, number, kind, self.desk.site(site), by=by)

    def keep(self, sheet, rows, *, on=TODAY, site=FRONT, side=None, totals=None):
        who = self.desk.by()
        with self.desk.writing() as session:
            head = Head(on, self.desk.site(site), count_side=side)
            keeping.keep_head(session, who, sheet.id, head)
            for number, row in enumerate(rows, start=1):
                keeping.keep_row(session, who, sheet.id, number, row)
            if totals is not None:
                keeping.keep_totals(session, who, sheet.id, totals)

    def keep_crowd(self, sheet, crowd, *, contacts=None, event="", on=TODAY, site=FRONT):
        who = self.desk.by()
        with self.desk.writing() as session:
            head = Head(on, self.desk.site(site), event=event, contacts=contacts)
            keeping.keep_head(session, who, sheet.id, head)
            keeping.keep_crowd(session, who, sheet.id, crowd)

    def keyed(self, rows, **said):
        """A sheet printed and keyed, not posted."""
        [blank] = self.print()
        sheet = self.begin(blank.number)
        self.keep(sheet, rows, **said)
        return sheet

    def post(self, sheet, by="JM"):
        return self.writing(posting.post, sheet.id, by=by)

    def posted(self, rows, **said):
        sheet = self.keyed(rows, **said)
        self.post(sheet)
        return sheet

    def let_go(self, sheet):
        who = self.desk.by()
        with self.desk.writing() as session:
            keeping.let_go(session, who, sheet.id)

    def void(self, sheet, by="JM"):
        return self.writing(undoing.void, sheet.id, VoidReason.ENTERED_TWICE, by=by)

    def redate(self, sheet, on, site=FRONT, side: CountSide | None = None, by="JM"):
        return self.writing(undoing.redate, sheet.id, on=on, site_id=self.desk.site(site), count_side=side, by=by)

    def load(self, sheet):
        return self.desk.read(reading.load, sheet.id)

    def row(self, items=None, code=None, before=SeenBefore.NOT_ASKED, for_people=None, returned=None, unlisted=()):
        amounts = tuple((self.desk.item(name), n) for name, n in (items or {}).items())
        return Row(
            uuid4(), self.desk.code(code) if code else None, before, for_people, amounts,
            tuple(Unlisted(name, n) for name, n in unlisted), returned or Returned(),
        )  # fmt: skip

    def crowd(self, items=None, **said):
        return Crowd(items=tuple((self.desk.item(name), n) for name, n in (items or {}).items()), **said)
