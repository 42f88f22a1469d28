"""What a gzip file holds, read on from member to member as it is asked for (RFC 1952, section 2.2).

The work grows with the bytes that go in and come out, however many members there are; many tiny ones are refused.
"""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

from briefs.errors import RefusedInput

MAX_MEMBERS = 20_000
"""The most members that may hold less than a kilobyte each, on the average: block-wise packers put 64 into each."""
_LEAST_EACH = 1_000
_WINDOW = 31  # zlib's for the header and the check sum of gzip
_READ = 1 << 16
_FIRST_STEP, _LARGEST_STEP = 1 << 10, 1 << 16  # zlib copies what it is given beyond the end of a member
_PIECE = 1 << 20
_ZEROS = re.compile(rb"\x00*+")


class GzipMembers:
    """Reads what the members of a gzip file hold, one after another."""

    def __init__(self, file: BinaryIO) -> None:
        """Take the file, open at its beginning."""
        self._file = file
        self._packed, self._at = b"", 0
        self._machine = zlib.decompressobj(_WINDOW)
        self._begun, self._step = False, _FIRST_STEP
        self._members = self._given = 0

    def read(self, most: int) -> bytes:
        """Return the next bytes: ``most`` of them, fewer at the end alone.

        Raises RefusedInput for a damaged file and for one of many tiny members.
        """
        found = bytearray()
        while len(found) < most and (self._begun or self._begin()):
            found += self._piece(min(most - len(found), _PIECE))
        return bytes(found)

    def _begin(self) -> bool:
        """Begin the next member, and return whether there is one: zeros may follow each."""
        while self._fill():
            zeros = _ZEROS.match(self._packed, self._at)
            self._at = zeros.end() if zeros else self._at
            if self._at < len(self._packed):
                break
        else:
            return False
        self._members += 1
        if self._members > MAX_MEMBERS and self._given < self._members * _LEAST_EACH:
            raise RefusedInput(
                f"the .gz file is made of more than {MAX_MEMBERS:,} tiny parts; unpack it and load what it holds"
            )
        self._machine = zlib.decompressobj(_WINDOW)
        self._begun, self._step = True, _FIRST_STEP
        return True

    def _piece(self, most: int) -> bytes:
        """Return what the next step of the member that is begun gives, perhaps nothing."""
        more = self._fill()
        block = self._packed[self._at : self._at + self._step]
        try:
            piece = self._machine.decompress(block, most)
        except zlib.error as error:
            raise RefusedInput("the .gz file is damaged; fetch it again") from error
        left = self._machine.unused_data if self._machine.eof else self._machine.unconsumed_tail
        self._at += len(block) - len(left)
        self._step = min(2 * self._step, _LARGEST_STEP)
        self._begun = not self._machine.eof
        if self._begun and not piece and not more:
            raise RefusedInput("the .gz file is cut short; fetch it again")
        self._given += len(piece)
        return piece

    def _fill(self) -> bool:
        """Read on where all that was read is used, and return whether there is anything."""
        if self._at >= len(self._packed):
            self._packed, self._at = self._file.read(_READ), 0
        return bool(self._packed)
