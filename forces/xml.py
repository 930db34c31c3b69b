"""What XML has no way to write, and people may still have pasted."""

from __future__ import annotations

import re

# All that XML 1.0 can write is a tab, the ends of lines, and signs from a space on.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
