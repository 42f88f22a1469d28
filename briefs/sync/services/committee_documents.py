"""Documents of the Committees service: as HTML, else as the original file, else as PDF."""

from __future__ import annotations

from functools import partial

from briefs.errors import ChangedFormat, NotFound, RefusedInput, ServerFault
from briefs.readers.common.json_rows import Row, number_of, object_of, objects_of, text_of
from briefs.readers.sandbox import read_apart
from briefs.records.model import Record
from briefs.sync.base import Fetcher
from briefs.sync.http.validation import Documents, changed, json_of

TITLE = "Committee publications and evidence"
_TRIES = 3  # of one form of a document: where the service cannot make it, it fails every time
_FORMATS = ("Html", "OriginalFormat", "Pdf")


class CommitteeDocuments(Documents):
    """Fetches the documents of rows and reads them."""

    def __init__(self, fetch: Fetcher) -> None:
        """Take what asks."""
        super().__init__(TITLE)
        self._fetch = fetch

    def of(self, name: str, row: Row, place: str, *, fresh: bool) -> Record | None:
        """Return the words of a row's document; None where it has none, or none that can be had and read."""
        documents = objects_of(row, "documents") or [object_of(row, "document")]
        documents = [document for document in documents if document]
        if not documents:
            return None
        return self.take(place, partial(self._any, name, row, documents, fresh))

    def _any(self, name: str, row: Row, documents: list[Row], fresh: bool) -> Record:
        """Return the first document that can be read. Raises RefusedInput saying what is wrong with each.

        A form that the service fails to make (status 500, every time) leads on to the next; where every form failed so
        the last such error is raised.
        """
        reasons: list[str] = []
        failed: ServerFault | None = None
        for document in documents:
            formats = {text_of(file, "fileDataFormat") for file in objects_of(document, "files")} & set(_FORMATS)
            for form in _FORMATS:
                if formats and form not in formats:
                    continue
                try:
                    return self._read(_path(name, row, document, form), fresh)
                except NotFound:
                    reasons.append(f"{form}: not available")
                except ServerFault as error:
                    failed = error
                    reasons.append(f"{form}: the service fails to give it")
                except RefusedInput as error:
                    reasons.append(f"{form}: {error.reason}")
                except ChangedFormat as error:
                    reasons.append(f"{form}: {error}")
        if failed is not None:
            raise failed
        raise RefusedInput(
            f"its document could not be read in any form ({'; '.join(reasons)}); only its particulars are stored"
        )

    def _read(self, path: str, fresh: bool) -> Record:
        answer = self._fetch.get(path, fresh=fresh, tries=_TRIES)
        value = json_of(TITLE, answer)
        if not isinstance(value, dict) or not isinstance(value.get("data"), str):
            raise changed(TITLE, "data", "the file in base64")
        records: tuple[Record, ...] = read_apart("briefs.readers.apis.committees_api:read", answer.file).records
        if len(records) != 1:
            raise RefusedInput("its document is not one text")
        return records[0]


def _path(name: str, row: Row, document: Row, form: str) -> str:
    """Return the path of one form of a document; publications may have several documents."""
    number = number_of(row, "id")
    if name != "Publications":
        return f"/api/{name}/{number}/Document/{form}"
    which = number_of(document, "documentId")
    if which is None:
        raise changed(TITLE, "documentId", "a whole number")
    return f"/api/{name}/{number}/Document/{which}/{form}"
