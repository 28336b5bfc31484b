"""Vietnamese sentences of the rules that read cells: what is wrong, and what to do (messy-input catalogue)."""

# Names of units (domain.names)
VILLAGE = "Thôn {0}"
UNIT_WORDS = ("thôn", "xóm", "bản", "làng", "tổ dân phố", "tdp", "khu")
FORMER = "({0} cũ)"
FORMER_TYPED = (
    "{0} ({1} cũ)",
    "{0} ({1})",
    "{0} (xã {1} cũ)",
    "{0} (xã {1})",
    "{0} - {1} cũ",
    "{0} - {1}",
    "{0} {1} cũ",
)
