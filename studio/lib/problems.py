"""What goes wrong, in sentences. Pages and the API show the same words (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping


class Problem(Exception):
    """Something a person can mend. `sentence` says what happened, to what, and what to do next."""

    status = 400
    title = "That did not work"

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def document(self) -> dict[str, object]:
        """RFC 9457 problem details, with `errors` naming the fields."""
        body: dict[str, object] = {"type": "about:blank", "title": self.title, "status": self.status}
        body["detail"] = self.sentence
        if self.field:
            body["errors"] = {self.field: [self.sentence]}
        return body


class BadInput(Problem):
    """A field holds something that cannot be used. Nothing was written."""

    status = 422
    title = "Something in the form cannot be used"

    def __init__(self, sentence: str = "", *, field: str = "", fields: Mapping[str, list[str]] | None = None) -> None:
        self.fields: dict[str, list[str]] = dict(fields or {})
        if field and sentence:
            self.fields.setdefault(field, []).append(sentence)
        if not sentence:
            sentence = " ".join(line for lines in self.fields.values() for line in lines)
        super().__init__(sentence, field=field)

    def document(self) -> dict[str, object]:
        return super().document() | ({"errors": self.fields} if self.fields else {})


class NotAllowed(Problem):
    """This person may see the thing, and may not do this to it."""

    status = 403
    title = "You may not do that"


class WrongState(Problem):
    """Somebody was quicker, or the thing is past this step."""

    status = 409
    title = "It has moved on"


class TooMuch(Problem):
    """More bytes, pixels or rows than this place takes."""

    status = 413
    title = "That is too large"


class NotNow(Problem):
    """A part Gatefold depends on refused or is away. Nothing was lost."""

    status = 503
    title = "A part of Gatefold is not answering"
