"""Every csv source that is measured, by its name."""

from bench import csv_ads_and_money
from bench import csv_commerce
from bench import csv_marketplaces
from bench.csv_job import Job

JOBS: dict[str, Job] = {**csv_marketplaces.JOBS, **csv_commerce.JOBS, **csv_ads_and_money.JOBS}
