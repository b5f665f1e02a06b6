"""Check what an owner answers to a kind of visit's questions. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vet_core.scheduling.enums import QuestionKind
from vet_core.scheduling.schemas import AnswerIn

from vet_services.scheduling.errors import AnswerMissing, AnswerUnknown

YES_NO = ("yes", "no")


def checked(
    questions: Iterable[Mapping[str, Any]], answers: Sequence[AnswerIn], *, are_needed: bool
) -> tuple[dict[str, str], ...]:
    """The answers in the order of the questions, as they are kept; empty ones are none.

    Raises AnswerMissing for a question that has to be answered, unless none is needed because the clinic books, and
    AnswerUnknown for an answer to no question of this visit or outside its choices.
    """
    given = {answer.question_id: (place, answer.text.strip()) for place, answer in enumerate(answers)}
    kept: list[dict[str, str]] = []
    for question in questions:
        place, text = given.pop(question["id"], (None, ""))
        if not text:
            if question["is_required"] and are_needed:
                raise AnswerMissing(question["id"], question["text"])
            continue
        if not _fits(question, text):
            raise AnswerUnknown(f"/answers/{place}/text", question["id"])
        kept.append({"question_id": question["id"], "text": text})
    for question_id, (place, _) in given.items():
        raise AnswerUnknown(f"/answers/{place}/question_id", question_id)
    return tuple(kept)


def _fits(question: Mapping[str, Any], text: str) -> bool:
    if question["kind"] == QuestionKind.YES_NO:
        return text in YES_NO
    return question["kind"] != QuestionKind.CHOICE or text in question["choices"]
