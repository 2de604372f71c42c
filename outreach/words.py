"""Every refusal in words, for window and command line: what happened, and what to do about it."""

from outreach import (
    barcodes,
    code_recipes,
    collecting,
    conversions,
    day_end,
    days,
    encounters,
    entry,
    finding,
    item_notes,
    joining,
    pick_ups,
    sorting,
    steps,
    versioned,
    waiting,
)
from outreach.catalog import NoCenter, UnknownName
from outreach.catalog_editing import items, limits, lists, names, standing
from outreach.catalog_editing import questions as question_list
from outreach.catalog_editing import recipes as kit_recipes
from outreach.codes import answers, normalizing, presets, recipes
from outreach.codes.pieces import Kind
from outreach.db.copy import Canceled
from outreach.drug_checks import check as drug_check
from outreach.drug_checks import recording as drug_checks
from outreach.errors import (
    FileDamaged,
    FileExists,
    FileMissing,
    FileTooNew,
    FolderMissing,
    IsAFolder,
    NotText,
    Refusal,
    SeveralRefusals,
    StorageTrouble,
)
from outreach.exchange import answers as spoken
from outreach.exchange import catalog_sheet
from outreach.exchange.entries import (
    FieldMissing,
    FieldWrong,
    IdTwice,
    ItemTwice,
    NothingGiven,
    NotJson,
    UnknownField,
)
from outreach.exchange.kit_parts import PartsNotSaid, PartsOnPaper
from outreach.founding import NameTaken, NoSuchTimeZone, NotAName
from outreach.happened import guidance, linking, report
from outreach.safety import staff, vault, vault_recovery, vault_sealing
from outreach.sheets import crowds, keeping, numbers, posting, reading, rows, rules, undoing
from outreach.stock import (
    amounts,
    begun_papers,
    beyond,
    count_sides,
    counts,
    deliveries,
    documents,
    draft_lines,
    draft_reading,
    drafts,
    handovers,
    kits,
    known_lots,
    lot_changes,
    lot_labels,
    making_up,
    paper_voiding,
    papers,
    partner_reports,
    refills,
    slip_words,
    source_rules,
    transfers,
)
from outreach.translation import N_, Translator
from outreach.upkeep import backup, opening, restore
from outreach.vocabulary import SheetKind

_SENTENCES: dict[type[Refusal], str] = {
    NoCenter: N_("There is no center in this file yet. Make one with: outreach new"),
    NameTaken: N_("“{name}” is there twice. Give each one a name of its own."),
    NotAName: N_("“{name}” cannot be a name. Use 1 to {longest} characters, with a letter or a digit among them."),
    NoSuchTimeZone: N_("There is no time zone “{name}”. Give one such as America/New_York."),
    FileMissing: N_("There is no file {file}. Check its name, and that the disk is plugged in."),
    FolderMissing: N_("There is no folder {folder}. Check its name, and that the disk is plugged in."),
    IsAFolder: N_("{folder} is a folder. Add the name of a file."),
    FileExists: N_("There is a file {file} already. It was left as it is. Choose another name."),
    NotText: N_("{file} is not text in UTF-8. Save it as UTF-8, then try again."),
    FileTooNew: N_(
        "A newer Outreach has used this center. Install the update, then open it again. Nothing was changed."
    ),
    FileDamaged: N_("{name} cannot be read. Nothing was changed. Restore the last backup."),
    Canceled: N_("Stopped. Nothing was changed."),
    normalizing.NotACode: N_("A code needs a letter or a digit, and no more than 40 of them. Check what was typed."),
    answers.NoSuchDay: N_("There is no such day. Check the day, the month and the year."),
    presets.NoSuchPreset: N_("There is no recipe called “{key}”. There are: {known}."),
    recipes.AsksNothing: N_("A code needs at least one answer. Add a piece."),
    recipes.PieceWrong: N_("Piece {number} does not fit. Check what it takes and what stands for unknown."),
    recipes.CodeTooLong: N_("The code would be longer than {longest} signs. Take fewer letters, or a piece less."),
    code_recipes.BeforeUntilPast: N_("{day} is over. Choose a day from today on, or none."),
    barcodes.NotABarcode: N_("“{code}” is no barcode that can be remembered. Scan it again."),
    barcodes.BarcodeTaken: N_("{code} is the barcode of {item}. Retire it there first, then add it here."),
    standing.InAKit: N_("It is in {kit}. Write a recipe of that kit without it, or retire the kit, first."),
    standing.LastOne: N_("This one stays on the list: a center has a site with staff, and a line for no source."),
    lists.DatesWrong: N_("The last day is before the first. Check both days."),
    item_notes.NoteTooLong: N_("A note has room for {longest} characters. Shorten it."),
    waiting.NothingWaits: N_("Nothing like that waits of {item} at {site} on {on}."),
    sorting.NothingToSort: N_("That was sorted already."),
    known_lots.UnknownLot: N_(
        "There is no lot {number} of this item on the books. Check the number, or receive it first."
    ),
    known_lots.SeveralLots: N_("Lot {number} is there from more than one source. Say which, with “source”."),
    known_lots.OfSeveralRecipes: N_(
        "Kits of lot {number} are there by more than one recipe. Say the code of their label in place of the number;"
        " the day is since when their recipe held: {codes}."
    ),
    known_lots.NoneWithoutNumber: N_(
        "Nothing of this item is there without a lot number, or not from that source. Check the source, or say its lot."
    ),
    known_lots.SeveralWithoutNumber: N_(
        "Stock without a lot number is there from more than one source. Say which, with “source”."
    ),
    known_lots.WrittenSeveralWays: N_("Lot {number} is there as {ways}. Write the one that is meant just so."),
    encounters.SameIdOtherContent: N_(
        "This visit was already saved with other content. Nothing was changed. Correct the saved visit instead."
    ),
    versioned.SameIdOtherRecord: N_(
        "This was already saved with other content. Nothing was changed. Correct the saved one instead."
    ),
    versioned.NoSuchRecord: N_("There is nothing saved under that number. Check the number."),
    versioned.RecordAlreadyVoid: N_("This was already taken back."),
    versioned.NotYourRecord: N_("You can correct your own of today. Ask a coordinator to correct this one."),
    collecting.NothingCollected: N_("Say how much there was: containers, a weight, or a number."),
    collecting.PartnerWithoutBin: N_("Only a partner’s bin names a partner. Leave the partner out, or choose the bin."),
    pick_ups.NothingPickedUp: N_("Say what was picked up: containers, or what it weighed."),
    pick_ups.TooLong: N_("“{text}” is too long. Use at most {longest} characters."),
    conversions.OriginMissing: N_("Say who gives this conversion, in 1 to 80 characters, such as “County formula”."),
    conversions.AlreadyMeasured: N_(
        "Since {since} visits and collections were already measured by another figure ({number}, the last on {last}). "
        "They keep it, so that no printed month changes. Choose a day after {last}."
    ),
    encounters.NoSuchEncounter: N_("There is no such visit. Check its number."),
    encounters.AlreadyVoid: N_("This visit was already taken back."),
    encounters.NotYours: N_("You can correct your own visits of today. Ask a coordinator to correct this one."),
    report.HappenedLater: N_("{on} is after {reported}, the day it was reported. Check the day."),
    report.NotOfThisKind: N_("“{field}” is not asked here. Leave it out."),
    report.WhichNaloxone: N_("Say which naloxone it was, or that it is not known."),
    linking.OtherKind: N_("These two are of different kinds, so they cannot be one event."),
    linking.NotLinked: N_("This report is the only one of its event."),
    guidance.LineTooLong: N_("“{line}” is longer than {longest} characters. Shorten it."),
    guidance.TooManyLines: N_("{most} lines are enough. Take one out."),
    drug_check.FoundWhat: N_("Name what was found, or say that nothing was, that it is unclear or not back yet."),
    drug_check.ResultBefore: N_("{on} is before the day of the sample. Check the day."),
    drug_checks.HasAResult: N_("This sample has its result. Ask a coordinator to correct it."),
    numbers.NotASheetNumber: N_("“{typed}” is no number of a sheet. It has three signs and three figures: K7Q 482."),
    reading.NoSuchSheet: N_("There is no sheet {number} here. Check its number."),
    keeping.AlreadyKeyed: N_("Sheet {number} was keyed by {initials} on {on}. It is not keyed again."),
    keeping.BeingKeyed: N_("Sheet {number} is being keyed by {initials}. Finish it there, or void it."),
    posting.NothingOnSheet: N_("Nothing is keyed of sheet {number} yet. Key what stands on the paper, or void it."),
    posting.SheetWithoutDay: N_("Sheet {number} needs the day and the site it was written at. Choose both."),
    undoing.RowsKeyed: N_("Sheet {number} has rows keyed and not posted: {rows}. Voiding it lets them go."),
    posting.SheetIsVoid: N_("Sheet {number} was voided by {initials} on {on}."),
    crowds.ContactsNotSaid: N_("Sheet {number}: say whether contacts were counted. The paper has a box for each."),
    crowds.EventWithoutName: N_("Sheet {number}: its supplies went to an event. Type what it was called."),
    crowds.NotOnList: N_("“{name}” is not on the list, and nobody was counted who took it. Put it on the list first."),
    rules.RuleTooLong: N_("The foot of a sheet has room for {longest} characters. Shorten the rule."),
    day_end.DayEndsTooLate: N_("A day ends between midnight and 11 in the morning. Choose an hour from 0 to 11."),
    days.NotHours: N_("A day has at most 24 hours, in quarters. A day on which nobody came was open for some time."),
    days.SomebodyCame: N_("Somebody came: contacts recorded on this day: {contacts}. Note its hours instead."),
    entry.AmountBelowOne: N_("{amount} is not an amount that can be given. Type 1 or more."),
    entry.ReturnedIncomplete: N_("What was returned needs an amount. Type it, or choose “Not asked”."),
    entry.AmountTooLarge: N_("{amount} is more than {most}. Check the amount."),
    entry.DayToCome: N_("That day is still to come. Choose today or a day before."),
    entry.DayTooEarly: N_("{day} is before there were syringe services. Check the year."),
    entry.NotAThing: N_("Name the thing in 1 to 40 characters, such as “tampons”."),
    entry.AnswerUnclear: N_("Say each question once: its answer, or that it was not answered, never both."),
    question_list.MonthsWrong: N_("An answer stands for 1 to {most} months, for good, or for one visit."),
    steps.StepsOff: N_("Small steps are kept only with a code that is one person’s alone."),
    steps.KeptTooLong: N_("Small steps are kept for {least} to {most} months."),
    spoken.Misread: N_("“{field}” needs to be {needed}."),
    entry.TareAboveGross: N_("The bag alone weighs more than the bag with syringes. Check the two weights."),
    finding.EnoughSearches: N_("{most} searches by code an hour are enough. Search again in the next hour."),
    joining.CodeNotUsedHere: N_("One of the two codes was never used here. Check how they were typed."),
    joining.SameCode: N_("Both are the same code. Type two codes."),
    joining.AlreadyJoined: N_("These two codes count as one person already."),
    joining.NotJoined: N_("These two codes are not joined."),
    joining.JoinedThroughAnother: N_("These two are one person through a third code. Part each of them from that one."),
    staff.NoSuchStaff: N_(
        "There is nobody with the initials {initials} here. Check them, or add them with: outreach staff add"
    ),
    staff.InitialsTaken: N_("Somebody already uses the initials {initials}. Add a letter or a digit."),
    staff.InitialsNotInitials: N_(
        "“{initials}” does not look like initials. Use one to five letters or digits, never a name."
    ),
    staff.LastAdministrator: N_("Somebody must be left who can add staff. Make another administrator first."),
    vault.TooShortPassphrase: N_(
        "A passphrase needs at least {least} characters. Four or five words are easy to remember."
    ),
    vault.KeysExist: N_("There are keys in this folder already. Choose another folder."),
    vault.HasKeyAlready: N_("{initials} can open this center already."),
    vault.NoKeyFor: N_("{initials} has no key to this center. Check the initials."),
    vault.LastKey: N_("Somebody must be left who can open the center. Give another person a key first."),
    vault.WrongRecoveryKey: N_(
        "That recovery key belongs to another center or an older sheet. Look for the newest sheet."
    ),
    vault_recovery.RecoveryKeyMistyped: N_(
        "These groups of the recovery key are not as printed: {groups}. Check each sign."
    ),
    vault_sealing.WrongPassphrase: N_("That did not match. Try again."),
    counts.NothingCounted: N_("A count needs at least one item, and no amount below zero."),
    counts.CountIdReused: N_("This count was already posted with other lines. Nothing was changed."),
    amounts.AmountNotUnderstood: N_(
        "“{typed}” is not an amount. Type units (900), boxes (5b), cases (19c 4b) or boxes less some (5b-4)."
    ),
    draft_lines.TooManyCounted: N_("“{typed}” is more than {most} units, more than a line of a count takes. Check it."),
    amounts.AmountTooLarge: N_("“{typed}” is more than {most} units. Check the amount, or receive it in parts."),
    deliveries.TextTooLong: N_("A lot number or a reference has room for {longest} characters. Shorten it."),
    amounts.NoBoxSize: N_("Nobody has said how many of this item are in a box. Type the amount in units."),
    amounts.NoCaseSize: N_("Nobody has said how many of this item are in a case. Type the amount in units."),
    amounts.ExpiryNotUnderstood: N_("“{typed}” is not an expiry date. Type a month (08/2029) or a day (2029-08-31)."),
    deliveries.NothingArrived: N_("A delivery needs at least one item with an amount of 1 or more."),
    deliveries.OtherExpiry: N_(
        "Lot {number} is known already and expires on {expires_on}. Check both, or type a lot number that tells them"
        " apart."
    ),
    deliveries.DeliveryIdReused: N_("This delivery was already saved with other lines. Nothing was changed."),
    deliveries.MoreBackThanArrived: N_(
        "What goes back must have arrived, and no amount is below zero. Check the line."
    ),
    count_sides.SideNotSaid: N_("That day was counted. Say whether this came before or after the count."),
    documents.SameIdOtherLines: N_("This was already saved with other lines. Nothing was changed."),
    documents.NoSuchDocument: N_("There is no such document. Check its number."),
    documents.AlreadyVoided: N_("That was already taken back or corrected."),
    paper_voiding.BelongsToSheet: N_("It belongs to totals sheet {number}, and is put right with the sheet."),
    paper_voiding.BelongsToReport: N_(
        "It belongs to a report of something that happened here, and is put right with the report."
    ),
    papers.NothingMoved: N_("This needs at least one item with an amount of 1 or more."),
    handovers.RecipientMissing: N_("Say who it goes to: choose the organization, or name the event or the training."),
    draft_reading.NoSuchDraft: N_("There is no such count in work. It may have been posted or put away."),
    draft_lines.AmountMissing: N_("Type how many can be given too; 0 where none is left."),
    drafts.StockMovedSince: N_("Stock moved since some lines were counted. Say what is there now, or count again."),
    lot_changes.ReasonMissing: N_("Say why, in 1 to {longest} characters."),
    slip_words.SlipWordsTooLong: N_("The words on a slip have room for {longest} characters. Shorten them."),
    begun_papers.AnotherBegun: N_(
        "Another delivery is begun. Post it or clear it first, then receive this one from what is to look at."
    ),
    lot_labels.NoSuchPlace: N_("This sheet has {places} labels. Begin at one from 1 to {places}, not at {start}."),
    lot_labels.NothingToLabel: N_("No lot with a number is on hand there, so there is nothing to label."),
    lot_changes.NoSuchLot: N_("There is no such lot. Check its number."),
    catalog_sheet.NotASheet: N_("This is not a spreadsheet with the columns of the template. Begin with the template."),
    catalog_sheet.CategoryMissing: N_("It has no category. Write one of these in the column “category”: {known}."),
    catalog_sheet.CellWrong: N_("“{column}” is “{value}”. It needs to be {needed}."),
    names.NameMissing: N_("Give it a name."),
    standing.StillInUse: N_("Stock is still there, or items are still in it. Move or dispose of them first."),
    kit_recipes.RecipeWrong: N_(
        "A kit holds at least one item, each once, with an amount of 1 or more, and no other kit."
    ),
    kit_recipes.RecipeInUse: N_(
        "Kits were made or given by the recipe of {since}. Let the new one begin on another day."
    ),
    limits.TargetBelowMinimum: N_("A target is at least the minimum, and neither is below 0."),
    kits.NotAKit: N_("Only kits with a recipe are made up, taken apart or changed. Choose a kit."),
    making_up.TooFewKits: N_(
        "The books hold {here} kits of this lot here. Take apart no more than that, or count them first."
    ),
    partner_reports.NotOnSlip: N_("That item is not on this slip. Report only what was handed over with it."),
    beyond.LotOnHold: N_("Lot {number} is on hold. Choose another, unless you mean it."),
    beyond.LotPastDate: N_("Lot {number} has expired. Choose another, unless you mean it."),
    kits.KitInKit: N_("A kit holds no other kit. Choose what is inside it instead."),
    entry.NothingInKit: N_("Nothing is left in the kit. Take the kit out of the visit instead."),
    PartsNotSaid: N_("Say how many of these were in each {kit}, 0 for none: {parts}."),
    PartsOnPaper: N_("A sheet has no column for what is in a kit. Post it, then correct that visit."),
    refills.NotAMachine: N_("Only a vending machine is refilled. Move stock to another site instead."),
    transfers.SameSite: N_("Stock is moved from one site to another. Choose another site."),
    source_rules.AgainstRule: N_(
        "This source may not pay for this item on that day. Choose another source, or save it all the same: it is then"
        " listed for the coordinator."
    ),
    opening.CenterExists: N_("There is a center in {folder} already. It was left as it is. Choose another folder."),
    opening.CenterMissing: N_("There is no center in {folder}. Check the folder, or make one with: outreach new"),
    opening.NoAdministrator: N_("A new center needs at least one administrator. Add one, such as AR:administrator."),
    opening.SayWho: N_("Say who you are: --as INITIALS."),
    opening.SeveralMatch: N_("More than one person has this passphrase. Say who you are: --as INITIALS."),
    opening.NoTerminal: N_("There is no terminal to ask on. Give it with {instead}."),
    opening.NoPassphraseIn: N_("The first line of {file} is empty. Write the passphrase there."),
    opening.EachNeedsTheirOwn: N_(
        "Each of {people} people needs a passphrase of their own. Write one a line, in the order of --staff, into a"
        " file for --passphrase-file, or run this in a terminal to be asked."
    ),
    backup.BackupExists: N_("There is a file {file} already. Choose another name, or add --replace to overwrite it."),
    restore.BackupDamaged: N_("{name} is damaged, or no backup. Nothing was changed. Try the backup before it."),
    restore.WouldReplaceCenter: N_(
        "There is a center in {folder}. Add --replace to put the backup in its place; it is then kept aside."
    ),
    NotJson: N_("This is not JSON: {problem}"),
    NothingGiven: N_(
        "There was nothing to read. Give one JSON object a line on standard input; --help has an example."
    ),
    IdTwice: N_("Line {first} has this id too, with other content. Give each visit an id of its own."),
    ItemTwice: N_("“{name}” is there twice. Say its amount once."),
    FieldMissing: N_("“{field}” is missing."),
    FieldWrong: N_("“{field}” is {value}. It needs to be {needed}."),
    UnknownField: N_("“{field}” is not a field of this. Check its spelling."),
}

_STORAGE = {
    "full": N_("The disk is full. Free some space, then try again. Nothing was lost."),
    "busy": N_("Another window or command is busy with this center. Try again in a moment. Nothing was lost."),
    "read-only": N_("This folder cannot be written to. Check that the disk is not locked, then try again."),
    "missing": N_("The folder is not there. Check that the disk is plugged in, then try again."),
    "folder": N_("That is a folder. Add the name of a file, then try again."),
    "name": N_("That name is too long for the disk. Choose a shorter one."),
    "output": N_("What the command says could not be written: where it goes is full. What the command did is kept."),
    "unreadable": N_("The disk did not answer. Nothing was lost. Check the disk, then try again."),
}
_FIGURES = {
    "usual_pack": N_("The usual pack is at least 1."),
    "units_per_box": N_("A box holds at least 1. Leave it empty if it does not come in boxes."),
    "units_per_case": N_("A case holds at least 1. Leave it empty if it does not come in cases."),
    "minimum": N_("A minimum is at most 9,999,999."),
    "syringes_per_unit": N_("Syringes per unit are at most 9,999,999."),
    "doses_per_unit": N_("Naloxone has at least 1 dose per unit, a single dose exactly 1, anything else none."),
}
_RIGHTS = {
    staff.Right.RECORD: N_("record visits"),
    staff.Right.CORRECT_OWN_TODAY: N_("correct visits"),
    staff.Right.CORRECT_ANY: N_("correct this visit"),
    staff.Right.RECEIVE: N_("receive a delivery"),
    staff.Right.COUNT: N_("count stock"),
    staff.Right.ENTER_COUNTS: N_("enter what was counted"),
    staff.Right.REPORT: N_("print or save a report"),
    staff.Right.BACK_UP: N_("make a backup"),
    staff.Right.MOVE_STOCK: N_("move stock"),
    staff.Right.HOLD_LOTS: N_("stop or release a lot"),
    staff.Right.EDIT_CATALOG: N_("change the catalog"),
    staff.Right.JOIN_CODES: N_("join codes"),
    staff.Right.FIND_BY_CODE: N_("find visits by code"),
    staff.Right.CHANGE_SETTINGS: N_("change settings"),
    staff.Right.ARRANGE_DESK: N_("arrange the desk"),
    staff.Right.SORT: N_("say which item it was"),
    staff.Right.MANAGE_STAFF: N_("add staff"),
}
_ANSWERS = {
    Kind.LETTERS: N_("“{label}” needs a letter."),
    Kind.BIRTH_DAY: N_("A birth day is a number from 1 to 31."),
    Kind.BIRTH_MONTH: N_("A birth month is a number from 1 to 12."),
    Kind.BIRTH_YEAR: N_("A birth year has four digits, from 1900 to 2099, such as 1985."),
    Kind.GENDER: N_("Choose one of the letters for gender."),
    Kind.BIRTH_ORDER: N_("A birth order is a number from 1 to 30: 1 for the first child."),
}
_KINDS_OF_NAME = {
    "method": N_("There is no way of testing “{name}” on the list."),
    "substance": N_("There is no substance “{name}” on the list."),
    "site": N_("There is no site called “{name}”."),
    "place": N_("There is no place called “{name}” at this site."),
    "supplier": N_("There is no supplier called “{name}”."),
    "partner": N_("There is no partner organization called “{name}”."),
    "source": N_("There is no source called “{name}”."),
    "item": N_("There is no item called “{name}”."),
    "category": N_("There is no category called “{name}”."),
    "service": N_("There is no service called “{name}”."),
    "referral": N_("There is no referral called “{name}”."),
    "container": N_("There is no container called “{name}”."),
    "question": N_("No question called “{name}” is asked here."),
    "choice": N_("There is no answer “{name}” to this question."),
    "step": N_("There is no small step called “{name}”."),
    "area": N_("There is no area called “{name}”."),
    "layout": N_("No layout of ages is called “{name}”."),
}


def words_for(refusal: Refusal, words: Translator) -> str:
    """The refusal as a sentence or two in the translator's language."""
    match refusal:
        case StorageTrouble(key) | items.ItemWrong(key):
            return words({**_STORAGE, **_FIGURES}[key])
        case staff.NotAllowed(right):
            return words(N_("Ask a coordinator or administrator to {act}."), act=words(_RIGHTS[right]))
        case answers.Unanswered() | answers.AnswerWrong():
            return _of_an_answer(refusal, words)
        case UnknownName() | FieldWrong():
            return _or_meant(refusal, words)
        case SeveralRefusals(lines):
            where = N_("Row {number}: {said}") if isinstance(refusal, rows.RowsRefused) else N_("Line {number}: {said}")
            said_of = (words(where, number=number, said=words_for(r, words)) for number, r in lines)
            return "\n".join([words(N_("Nothing was recorded.")), *said_of])
        case _:
            of_sheet = _KINDS_OF_SHEET[refusal.kind] if isinstance(refusal, keeping.AnotherKind) else ""
            sentence = of_sheet or _SENTENCES[type(refusal)]
            return words(sentence, **{name: _in_a_row(value) for name, value in vars(refusal).items()})


_KINDS_OF_SHEET = {
    SheetKind.VISIT: N_("Sheet {number} is a visit sheet, and is keyed as one."),
    SheetKind.TOTALS: N_("Sheet {number} is a totals sheet, and is keyed as one."),
}


def _or_meant(refusal: UnknownName | FieldWrong, words: Translator) -> str:
    """A word nobody knows, and the one it may have been."""
    sentence = _KINDS_OF_NAME[refusal.what] if isinstance(refusal, UnknownName) else _SENTENCES[FieldWrong]
    said = words(sentence, **vars(refusal))
    return f"{said} {words(N_('Did you mean “{closest}”?'), closest=refusal.closest)}" if refusal.closest else said


def _of_an_answer(refusal: answers.Unanswered | answers.AnswerWrong, words: Translator) -> str:
    label = words(refusal.label)
    if isinstance(refusal, answers.AnswerWrong):
        return words(_ANSWERS[refusal.kind], label=label)
    return words(N_("Answer “{label}”, or say that it is not known."), label=label)


def _in_a_row(value: object) -> object:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple) else value


def has_words(kind: type[Refusal]) -> bool:
    """Whether every refusal of this class can be said."""
    special = (
        StorageTrouble, staff.NotAllowed, UnknownName, SeveralRefusals, answers.Unanswered, answers.AnswerWrong,
        items.ItemWrong, rows.RowsRefused, keeping.AnotherKind,
    )  # fmt: skip
    return kind in _SENTENCES or kind in special
