"""Cekat's export of conversations (`conversations_export_*.xlsx`): one row per contact.

The names of its columns are known from how others read it, their order and the separator of labels
are not: columns go by name, and `omni sources map` gives a renamed one its name. Fields of the
shop's own stand in `additional_<name>`; three of them are read, the others are left out by name.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Phone
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources._common import unread

_TIME = When(
    (
        "%Y-%m-%dT%H:%M:%S%.f%#z",
        "%Y-%m-%d %H:%M:%S%.f%#z",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    )
)
_OWN_FIELDS = (
    "additional_usia rumah walet",
    "additional_ukuran rumah walet",
    "additional_jumlah sarang (keping)",
    "additional_lantai rumah walet",
    "additional_panen per 3 bulan",
)
_CAMPAIGN = tuple(
    f"{prefix}{name}"
    for prefix in ("", "additional_")
    for name in ("campaign", "campaign name", "utm_campaign", "kampanye", "iklan", "sumber iklan")
)
"""The shop's own field for the ad a contact came from, by the names that are likely."""
_SEPARATORS = r"\s*[,;|]\s*"


def _rows(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """Labels in one spelling: whatever separates them, sorted, each once."""
    if "labels" not in lines.columns:
        return lines
    plain = pl.col("labels").str.replace_all(r'[\[\]"]', "").str.replace_all(_SEPARATORS, ",")
    parts = plain.str.split(",").list.eval(pl.element().filter(pl.element() != "")).list.unique()
    joined = parts.list.sort().list.join(", ")
    return lines.with_columns(labels=pl.when(joined != "").then(joined))


SPEC = SourceSpec(
    name="cekat",
    version=1,
    platform="cekat",
    title=("Percakapan Cekat", "Cekat conversations"),
    formats=("xlsx", "csv"),
    confidence="guess",
    seed_ids=("S0-45", "S0-50"),
    marks=("pipeline_status_name", "pipeline_status", "stage_status", "handled_by_name"),
    parts=(
        Part(
            target="leads",
            columns=(
                Column("contact_id", ("contact_id",), Id(), required=True, filled=True),
                Column("name", ("display_name", "contact_name", "name", "nama"), Text()),
                Column(
                    "phone",
                    ("phone_number", "phone", "no_hp"),
                    Phone(refuse_damaged=True),
                    required=True,
                ),
                Column("pipeline", ("pipeline_status_name", "pipeline_status", "pipeline"), Text()),
                Column("stage_status", ("stage_status",), Text()),
                Column("labels", ("label_names", "labels", "label"), Text()),
                Column("handled_by", ("handled_by_name", "handled_by", "agent"), Text()),
                Column("inbox", ("inboxes_name", "inbox"), Text()),
                Column("note", ("note",), Text()),
                Column("first_message", ("first_message",), Text()),
                Column("created_at", ("created_at",), _TIME),
                Column("last_message_at", ("last_message_at",), _TIME),
                Column("campaign", _CAMPAIGN, Text()),
                Column("city", ("additional_kota",), Text()),
                Column("rbw", ("additional_data rumah walet",), Text()),
                *unread(*((name,) for name in _OWN_FIELDS)),
            ),
            key=("contact_id",),
            event_times=("created_at", "last_message_at"),
            single=True,
            rows=_rows,
        ),
    ),
)
