"""Writers: the same facts in every format, and each format as it should be."""
