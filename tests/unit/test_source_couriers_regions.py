"""One spelling per courier, province and regency."""

import pytest

from omnicli.domain.couriers import canonical_courier
from omnicli.domain.couriers import is_only_service
from omnicli.domain.regions import canonical_city
from omnicli.domain.regions import canonical_province


@pytest.mark.parametrize(
    ("text", "courier"),
    [
        ("Reguler (Cashless)-SPX Standard", "SPX"),
        ("Hemat Kargo-J&T Cargo", "J&T"),
        ("J&amp;T Express", "J&T"),
        ("JNE Trucking (JTR)", "JNE"),
        ("JNECargo", "JNE"),
        ("Hemat Kargo-Sicepat Gokil", "SiCepat"),
        ("Reguler (Cashless)-ID Express", "ID Express"),
        ("iDexpressCargo", "ID Express"),
        ("SAP Express", "SAP"),
        ("SapCargo", "SAP"),
        ("Pos Reguler", "POS Indonesia"),
        ("lion", "Lion Parcel"),
        ("Ninja Xpress", "Ninja"),
        ("Deposit jtv sapi", None),
        ("Kurir Toko", None),
        ("", None),
    ],
)
def test_a_courier_is_found_as_a_whole_word(text: str, courier: str | None) -> None:
    assert canonical_courier(text) == courier


@pytest.mark.parametrize(
    ("text", "only_service"),
    [
        ("Pengiriman standar", True),
        ("Standard shipping", True),
        ("Instan", True),
        ("Same day 8 jam", True),
        ("Pengiriman besok sampai", True),
        ("Kurir Rekomendasi(Reguler)", True),
        ("Kurir Toko", True),
        ("J&T", False),
        ("Pengiriman standar-Kilat Raya", False),
        ("Kilat Raya", False),
    ],
)
def test_a_kind_of_delivery_is_no_courier(text: str, only_service: bool) -> None:
    """What is left may be a courier nobody knows yet, and `omni check` names it."""
    assert is_only_service(text) == only_service


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("JAWA BARAT", "Jawa Barat"),
        ("NUSA TENGGARA BARAT (NTB)", "Nusa Tenggara Barat"),
        ("BANGKA BELITUNG", "Kepulauan Bangka Belitung"),
        ("Kep. Riau", "Kepulauan Riau"),
        ("D.I. Yogyakarta", "DI Yogyakarta"),
        ("Daerah Khusus Ibukota Jakarta", "DKI Jakarta"),
        ("Nanggroe Aceh Darussalam (NAD)", "Aceh"),
        ("Prov. Sumatra Utara", "Sumatera Utara"),
        ("East Java", "Jawa Timur"),
        ("NEGERI DONGENG", "Negeri Dongeng"),
        (" ", None),
    ],
)
def test_a_province_has_one_name_and_an_unknown_one_is_kept(
    text: str, province: str | None
) -> None:
    assert canonical_province(text) == province


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("KAB. BOGOR", "Kabupaten Bogor"),
        ("Kabupaten Bogor", "Kabupaten Bogor"),
        ("KOTA MALANG", "Kota Malang"),
        ("KOTA SURAKARTA (SOLO)", "Kota Surakarta"),
        ("KOTA ADM. JAKARTA BARAT", "Kota Jakarta Barat"),
        ("KAB. TOJO UNA-UNA", "Kabupaten Tojo Una-Una"),
        ("BANDUNG", "Bandung"),
        ("KOTABARU", "Kabupaten Kotabaru"),
        ("KOTA BARU", "Kabupaten Kotabaru"),
        ("Kab. Kota Baru", "Kabupaten Kotabaru"),
        ("MALANG (KOTA)", "Kota Malang"),
        ("Bogor, Kab.", "Kabupaten Bogor"),
        ("Kab. Kep. Seribu", "Kabupaten Kepulauan Seribu"),
        ("Surakarta/Solo", "Kota Surakarta"),
        ("Kota Antah Berantah", "Kota Antah Berantah"),
        ("Kabupaten Kota Bekasi", "Kota Bekasi"),
        ("PUNCAK", "Kabupaten Puncak"),
        ("", None),
    ],
)
def test_a_regency_keeps_its_kind_and_a_bare_name_stays_bare(text: str, city: str | None) -> None:
    assert canonical_city(text) == city
