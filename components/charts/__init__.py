"""Charts of the design's section 6: each function takes records and a palette and returns an Altair chart."""
