"""What was said to an optional question, in words: at the desk and where visits are looked back at alike."""

from outreach.entry import Answer
from outreach.questionnaire import Question
from outreach.translation import N_, Translator
from outreach.vocabulary import Said

NOT_ASKED = N_("Not asked")
SAID = {
    Said.DOES_NOT_KNOW: N_("Doesn’t know"),
    Said.PREFERS_NOT: N_("Prefers not to say"),
}


def answer_text(question: Question, answer: Answer | None, words: Translator) -> str:
    """One of the four states, or the choices."""
    if answer is None:
        return words(NOT_ASKED)
    if answer.said is not Said.ANSWERED:
        return words(SAID[answer.said])
    return ", ".join(question.choice(choice).name for choice in answer.choices)
