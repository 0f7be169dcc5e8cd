"""Tables as CRMs export them, read into what a model can learn from.

What others build on; names and shapes here stay as they are:

- `read_table(path) -> polars.DataFrame`: CSV (any separator and encoding, gzipped or not) or Parquet, as it came.
- `read_history(path, roles) -> History`, `history_of(frame, roles) -> History`: rows with outcomes, oldest first where
  `roles.time` is given. `History.columns` are numpy (NaN unknown; a category's values are places in its `levels`; a
  date is days before the decision), `History.frame` the same rows as they came, `.converted` (n,) 1 or 0, `.at` (n,)
  days since 1970 or None, `.won`, `.amount`, `.days` or None; `.dropped` and `.notes` say what was left out and why.
  `History.rows(mask_or_places)` and `.without(*names, why=)` cut it.
- `Roles(target, time=, won=, amount=, days=, id=, positive=, exclude=, layers=)`: which column is what.
- `read_column(series, layers) -> Column | Dropped`, `read_numbers`, `read_days`, `read_words`: one column.
- `read_outcome(frame, name, option, positive=None)`, `read_time(frame, name)`, `column_of(frame, name, option)`.
- `read_dossiers(path, settings)`, `roles_of(frame, layers)`: the same of JSON Lines of dossiers with outcomes.
- `read_batches(path, columns, rows=)`: the same rows a batch at a time, in bounded memory.

Whatever a person must mend is a `BadInputError` that names file, option or column and says what is allowed.
"""

from leadgate.learning.tables.columns import Column, Dropped, read_column, read_days, read_numbers, read_words
from leadgate.learning.tables.dossiers import read_dossiers, roles_of
from leadgate.learning.tables.files import column_names, read_batches, read_table
from leadgate.learning.tables.history import History, Roles, history_of, read_history
from leadgate.learning.tables.layers import layer_of, read_layers, source_of
from leadgate.learning.tables.target import column_of, missing_words, read_outcome, read_time

__all__ = [
    "Column",
    "Dropped",
    "History",
    "Roles",
    "column_names",
    "column_of",
    "history_of",
    "layer_of",
    "missing_words",
    "read_batches",
    "read_column",
    "read_days",
    "read_dossiers",
    "read_history",
    "read_layers",
    "read_numbers",
    "read_outcome",
    "read_table",
    "read_time",
    "read_words",
    "roles_of",
    "source_of",
]
