"""omni: marketplace, COD and ad exports in, reports and reconciled money out."""

__version__ = "0.1.0"
