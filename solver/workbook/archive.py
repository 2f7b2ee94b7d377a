"""The same workbook gives the same bytes: no clock in the file, neither in its properties nor in its archive."""

import io
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

EPOCH = datetime(1980, 1, 1)
"""The earliest time that a zip archive can hold; stands for no time at all."""


def workbook_bytes(workbook: Workbook) -> bytes:
    """Return a workbook as the bytes of an .xlsx file, the same for the same content."""
    workbook.properties.creator = "zutuan"
    workbook.properties.created = workbook.properties.modified = EPOCH
    written, packed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        # Workbook.save would stamp the time of writing into the properties first.
        ExcelWriter(workbook, archive).write_data()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
