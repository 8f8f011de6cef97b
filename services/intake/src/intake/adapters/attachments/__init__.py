"""Files that people send along: looked at before they are kept, and kept under seal."""
