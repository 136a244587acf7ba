"""What the demo shop sells, and where its buyers live. All of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """One listing of the shop; prices in rupiah, `weight` how often it is picked."""

    sku: str
    parent_sku: str
    name: str
    variation: str
    list_price: int
    deal_price: int
    grams: int
    weight: int


PRODUCTS = (
    Product(
        "DK-WJN24",
        "DK-WJN",
        "Dapur Kirana Wajan Anti Lengket Granit",
        "24 cm",
        189000,
        139000,
        1100,
        9,
    ),
    Product(
        "DK-WJN28",
        "DK-WJN",
        "Dapur Kirana Wajan Anti Lengket Granit",
        "28 cm",
        239000,
        179000,
        1400,
        7,
    ),
    Product(
        "DK-PNC5",
        "DK-PNC",
        "Dapur Kirana Panci Kukus Stainless 3 Susun",
        "5 liter",
        329000,
        259000,
        2600,
        4,
    ),
    Product(
        "DK-PSU3",
        "DK-PSU",
        "Dapur Kirana Pisau Dapur Set Isi 3 + Talenan",
        "",
        99000,
        69000,
        650,
        8,
    ),
    Product(
        "DK-TPL1", "DK-TPL", "Toples Kaca Kedap Udara Tutup Bambu", "1 liter", 45000, 32500, 550, 12
    ),
    Product(
        "DK-TPL2", "DK-TPL", "Toples Kaca Kedap Udara Tutup Bambu", "2 liter", 59000, 44900, 820, 7
    ),
    Product(
        "DK-SPT",
        "DK-SPT",
        "Spatula Silikon Tahan Panas Gagang Kayu",
        "Hijau Sage",
        35000,
        24900,
        150,
        11,
    ),
    Product(
        "DK-TMB", "DK-TMB", "Timbangan Dapur Digital 5 kg Presisi 1 gr", "", 85000, 64500, 420, 5
    ),
    Product(
        "RW-SRM20",
        "RW-SRM",
        "Rawisari Serum Niacinamide 10% + Zinc",
        "20 ml",
        119000,
        89000,
        90,
        10,
    ),
    Product("RW-TNR100", "RW-TNR", "Rawisari Toner Beras Hidrasi", "100 ml", 79000, 59000, 160, 8),
    Product(
        "RW-SUN40", "RW-SUN", "Rawisari Sunscreen Gel SPF 50 PA++++", "40 gr", 99000, 75000, 80, 11
    ),
    Product(
        "RW-PKT",
        "RW-PKT",
        "Rawisari Paket Glowing Toner + Serum + Sunscreen",
        "",
        297000,
        209000,
        330,
        5,
    ),
    Product("", "", "Lap Microfiber Serbaguna Isi 5", "Warna Acak", 29000, 19500, 200, 6),
)
GIFT = Product("HADIAH-01", "HADIAH", "HADIAH GRATIS - Sendok Takar Mini", "", 15000, 0, 40, 0)

OFFERS = (
    PRODUCTS[0],
    PRODUCTS[2],
    PRODUCTS[8],
    Product(
        "RW-PKT",
        "RW-PKT",
        "Rawisari Paket Glowing Toner + Serum + Sunscreen",
        "",
        297000,
        229000,
        330,
        6,
    ),
)
"""What the shop sells by its form, a little dearer than on Shopee where shipping is free."""

CITIES = (
    (("KOTA SURABAYA", "JAWA TIMUR"), 12),
    (("KAB. SIDOARJO", "JAWA TIMUR"), 7),
    (("KAB. BOGOR", "JAWA BARAT"), 9),
    (("KOTA BANDUNG", "JAWA BARAT"), 8),
    (("KOTA BEKASI", "JAWA BARAT"), 8),
    (("KOTA JAKARTA SELATAN", "DKI JAKARTA"), 9),
    (("KOTA JAKARTA TIMUR", "DKI JAKARTA"), 8),
    (("KAB. TANGERANG", "BANTEN"), 7),
    (("KOTA SEMARANG", "JAWA TENGAH"), 6),
    (("KOTA SURAKARTA (SOLO)", "JAWA TENGAH"), 3),
    (("KAB. SLEMAN", "DI YOGYAKARTA"), 5),
    (("KOTA DENPASAR", "BALI"), 4),
    (("KOTA MEDAN", "SUMATERA UTARA"), 5),
    (("KOTA PALEMBANG", "SUMATERA SELATAN"), 3),
    (("KOTA MAKASSAR", "SULAWESI SELATAN"), 4),
    (("KAB. LOMBOK TIMUR", "NUSA TENGGARA BARAT (NTB)"), 2),
)
"""(regency, province) as Shopee prints them, and how many of 100 buyers live there."""

SHIPPING = (
    ("Hemat Kargo-SPX Hemat", 34),
    ("Reguler (Cashless)-SPX Standard", 22),
    ("Reguler (Cashless)-J&T Express", 16),
    ("Reguler (Cashless)-JNE Reguler", 10),
    ("Hemat Kargo-Anteraja Economy", 8),
    ("Hemat Kargo-SiCepat Halu", 6),
    ("Instant-SPX Instant", 4),
)
PAYMENTS = (
    ("Online Payment", 30),
    ("Saldo ShopeePay", 26),
    ("COD (Bayar di Tempat)", 24),
    ("SPayLater", 14),
    ("SeaBank Bayar Instan", 6),
)
NAMES = (
    "Ayu", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hana", "Indra", "Joko", "Kartika",
    "Lestari", "Maya", "Nanda", "Oki", "Putri", "Rani", "Sari", "Tono", "Umi", "Vina", "Wulan",
    "Yanti", "Zahra",
)  # fmt: skip
