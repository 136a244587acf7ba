"""The words of classes, reasons and verdicts about ads, in Indonesian and English."""

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, tuple[str, str]]

CLASS: Words = MappingProxyType(
    {
        "scale_up": ("🟢 Tambah", "🟢 Scale up"),
        "maintain": ("🟡 Pertahankan", "🟡 Maintain"),
        "cut": ("🔴 Kurangi", "🔴 Cut"),
        "paused": ("⚪ Berhenti", "⚪ Paused"),
    }
)
REASON: Words = MappingProxyType(
    {
        "no_spend": ("Tanpa belanja di periode ini", "No spend in the period"),
        "other_adsets": ("Sisa campaign, bukan satu ad set", "Rest of the campaign, no ad set"),
        "mixed_results": ("Jenis hasil bercampur", "Kinds of result differ"),
        "no_results_no_median": ("Tanpa hasil dan tanpa pembanding", "No results, none to compare"),
        "no_results_expensive": (
            "Tanpa hasil, belanja ≥ 1,5 × median CPR",
            "No results, spend ≥ 1.5 × median CPR",
        ),
        "no_results_yet": ("Tanpa hasil, belanja masih kecil", "No results, little spend yet"),
        "cpr_above_150": ("CPR di atas 1,5 × median", "CPR above 1.5 × median"),
        "trend_rising": ("CPR naik ≥ 30%", "CPR rose by ≥ 30%"),
        "cheap_but_rising": (
            "CPR murah, tetapi naik lebih dari 5%",
            "Cheap CPR, but it rose by more than 5%",
        ),
        "cpr_below_50": (
            "CPR di bawah 0,5 × median, tidak naik",
            "CPR below 0.5 × median, not rising",
        ),
        "between": ("Di antara keduanya", "In between"),
    }
)
FATIGUED: Words = MappingProxyType(
    {"yes": ("Ya", "Yes"), "possible": ("Mungkin", "Possibly"), "no": ("Tidak", "No")}
)
METHOD: Words = MappingProxyType(
    {
        "proportional": ("Proporsional (identitas)", "Proportional (an identity)"),
        "grain": ("Per hari dan platform", "By day and platform"),
        "tagged": ("Menurut tujuan", "By purpose"),
    }
)
PATTERN: Words = MappingProxyType(
    {
        "urgent": ("Keduanya di bawah 3", "Both below 3"),
        "retargeting_weak": ("Baru jauh di atas ulang", "New far above repeat"),
        "acquisition_expensive": ("Baru jauh di bawah ulang", "New far below repeat"),
        "healthy": ("Sehat: keduanya di atas 6", "Healthy: both above 6"),
        "normal": ("Normal: tanpa pola", "Normal: no pattern"),
        "insufficient_data": ("Belum cukup data", "Not enough data"),
    }
)
SEVERITY: Words = MappingProxyType(
    {
        "critical": ("Gawat", "Critical"),
        "warning": ("Waspada", "Warning"),
        "good": ("Baik", "Good"),
        "info": ("Info", "Info"),
    }
)
PURPOSE: Words = MappingProxyType(
    {
        "acquisition": ("Akuisisi", "Acquisition"),
        "retargeting": ("Retargeting", "Retargeting"),
        "mixed": ("Campuran", "Mixed"),
    }
)
AGAINST: Words = MappingProxyType(
    {
        "loses": ("🔴 Rugi", "🔴 Loses"),
        "unsure": ("🟡 Belum pasti", "🟡 Unsure"),
        "earns": ("🟢 Untung", "🟢 Earns"),
        "unknown": ("Tidak diketahui", "Unknown"),
    }
)
LEARNED_FROM: Words = MappingProxyType(
    {
        "campaign": ("Pesanan campaign ini", "Orders of this campaign"),
        "channel": ("Semua pesanan kanalnya", "All orders of its channels"),
    }
)
FIGURE: Words = MappingProxyType(
    {"revenue": ("Pendapatan", "Revenue"), "ad_spend": ("Belanja iklan", "Ad spend")}
)
_PIXEL = "actions:offsite_conversion.fb_pixel_"
_ONSITE = "actions:onsite_conversion."
RESULT: Words = MappingProxyType(
    {
        f"{_PIXEL}purchase": ("Pembelian (pixel)", "Purchases (pixel)"),
        f"{_PIXEL}add_to_cart": ("Masuk keranjang (pixel)", "Added to cart (pixel)"),
        f"{_PIXEL}initiate_checkout": ("Mulai checkout (pixel)", "Checkouts begun (pixel)"),
        f"{_PIXEL}complete_registration": ("Pendaftaran (pixel)", "Registrations (pixel)"),
        f"{_PIXEL}lead": ("Prospek (pixel)", "Leads (pixel)"),
        f"{_PIXEL}view_content": ("Konten dilihat (pixel)", "Content views (pixel)"),
        f"{_ONSITE}messaging_conversation_started_7d": (
            "Percakapan dimulai",
            "Conversations started",
        ),
        f"{_ONSITE}purchase": ("Pembelian di Meta", "Purchases on Meta"),
        f"{_ONSITE}lead_grouped": ("Prospek formulir", "Form leads"),
        "actions:omni_purchase": ("Pembelian", "Purchases"),
        "actions:lead": ("Prospek", "Leads"),
        "actions:link_click": ("Klik tautan", "Link clicks"),
        "actions:landing_page_view": ("Halaman dibuka", "Landing page views"),
        "actions:post_engagement": ("Interaksi postingan", "Post engagements"),
        "actions:video_view": ("Tayangan video", "Video views"),
        "actions:like": ("Suka halaman", "Page likes"),
        "reach": ("Jangkauan", "Reach"),
    }
)
"""What Meta calls the kinds of result; another one stands as the export writes it."""
BY_COLUMN: Mapping[str, Words] = MappingProxyType(
    {
        "class": CLASS,
        "previous_class": CLASS,
        "reason": REASON,
        "fatigued": FATIGUED,
        "method": METHOD,
        "evidence": METHOD,
        "pattern": PATTERN,
        "severity": SEVERITY,
        "purpose": PURPOSE,
        "metric": FIGURE,
        "result_type": RESULT,
        "against": AGAINST,
        "learned_from": LEARNED_FROM,
    }
)
