"""Where the rows lie: Parquet files in a folder on disk or in object storage, and the marks of what is finished."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.errors import ResourceError

if TYPE_CHECKING:
    from pyarrow import Schema, Table
    from pyarrow.fs import FileSystem


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of Parquet files: a path, or an address that pyarrow knows ("s3://bucket/run-1", "gs://...").

    A file is written whole under another name and then moved, so that what bears its final name is complete; a
    writer that died leaves nothing that a reader takes for rows.
    """

    address: str

    def write(self, name: str, rows: Sequence[Mapping[str, Any]], schema: "Schema") -> None:
        """Writes rows as the Parquet file `name` (a path below the folder), in place of one that is there."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        system, path = self._at(name)
        system.create_dir(path.rsplit("/", 1)[0], recursive=True)
        table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
        pq.write_table(table, f"{path}.part", filesystem=system, compression="zstd")
        system.move(f"{path}.part", path)

    def read(self, name: str, columns: Sequence[str] | None = None) -> "Table":
        """The rows of the Parquet file `name`, all columns or these."""
        import pyarrow.parquet as pq

        system, path = self._at(name)
        return pq.read_table(path, filesystem=system, columns=None if columns is None else list(columns))

    def mark(self, name: str, facts: Mapping[str, Any]) -> None:
        """Notes that something is finished, with facts about it."""
        system, path = self._at(name)
        system.create_dir(path.rsplit("/", 1)[0], recursive=True)
        with system.open_output_stream(f"{path}.part") as file:
            file.write(json.dumps(dict(facts), ensure_ascii=False).encode())
        system.move(f"{path}.part", path)

    def marked(self, name: str) -> dict[str, Any] | None:
        """The facts that `mark` noted, or None when there is no such mark."""
        system, path = self._at(name)
        try:
            with system.open_input_stream(path) as file:
                facts: dict[str, Any] = json.loads(file.read())
                return facts
        except FileNotFoundError:
            return None

    def files(self, kind: str) -> list[str]:
        """The names of the finished Parquet files below a folder, sorted."""
        from pyarrow.fs import FileSelector

        system, path = self._at(kind)
        found = system.get_file_info(FileSelector(path, recursive=True, allow_not_found=True))
        root = self._at("")[1]
        return sorted(f.path.removeprefix(root).lstrip("/") for f in found if f.path.endswith(".parquet"))

    def remove(self, kind: str) -> None:
        """Deletes a folder below this one with all that is in it; nothing where there is none."""
        system, path = self._at(kind)
        system.delete_dir_contents(path, missing_dir_ok=True)

    def path(self, name: str) -> str:
        """The address of a file, as the engine reads it."""
        return f"{self.address.rstrip('/')}/{name}"

    def _at(self, name: str) -> "tuple[FileSystem, str]":
        system, root = file_system(self.address)
        return system, f"{root.rstrip('/')}/{name}".rstrip("/")


def file_system(address: str) -> "tuple[FileSystem, str]":
    """The file system that an address names and the path in it. Raises ResourceError when pyarrow is missing or knows it not."""
    from pathlib import Path

    try:
        from pyarrow.fs import FileSystem, LocalFileSystem
    except ImportError as missing:
        raise ResourceError('Large corpora need more packages; install them with: pip install "reportedly[scale]"') from missing
    if "://" not in address:
        return LocalFileSystem(), str(Path(address).absolute())
    try:
        system, path = FileSystem.from_uri(address)
    except (ValueError, OSError) as wrong:
        raise ResourceError(f"{address} cannot be opened: {wrong}.") from wrong
    return system, path
