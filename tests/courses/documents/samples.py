"""Contents that the tests of the documents draw: an ordinary certificate, the longest one, and a long statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from courses.documents.content import (
    ACTIVITY_KINDS,
    AttendedSession,
    CertificateContent,
    Exemption,
    KindMinutes,
    MakeUp,
)

VERIFY_URL = "https://trappen.dk/bevis/7K4M-9QXD-2RFT"
LONG_TITLE = "Uddannelsesdag 9: Konsulentfunktion og samarbejde med skoler og ungdomsuddannelser"

CERTIFICATE = CertificateContent(
    kind="certificate",
    name="Camilla Holm",
    municipality="Helsingør Kommune",
    programme="U-turn",
    cohort_code="2024",
    role="staff",
    period_from=date(2024, 9, 2),
    period_to=date(2026, 6, 12),
    threshold=80,
    planned_minutes=11130,
    credited_minutes=10164,
    percent_tenths=913,
    issued_on=date(2026, 6, 12),
    serial="UT-2026-0042",
    issuer="U-turn København",
    issued_by_name="Mette Lindqvist",
    minutes_by_kind=(
        KindMinutes("internat", 630, 630),
        KindMinutes("basic_course", 1260, 1260),
        KindMinutes("training_day", 4200, 3780),
        KindMinutes("practice_day", 1680, 1260),
        KindMinutes("supervision", 2160, 2034),
        KindMinutes("extended_supervision", 1200, 1200),
    ),
    exemptions=(Exemption("PRA1", "Praktikdag 1", 420),),
    make_ups=(MakeUp("UDD7", "Uddannelsesdag 7: Gruppetilbud", 420, date(2026, 3, 4)),),
)

LONGEST = replace(
    CERTIFICATE,
    name="Anne-Kirstine Vestergaard-Christoffersen",
    municipality="Hjørring Kommune, Ringkøbing-Skjern Kommune og Lolland Kommune",
    programme="UNG Rusmidler – styrket indsats for unge i fem kommuner",
    cohort_code="2024-2026 Nordjylland",
    serial="UNG-RUSMIDLER-2026-0042",
    issuer="Københavns Kommune, Socialforvaltningen, U-turn og Metodecentret",
    issued_by_name="Bodil Margrethe Rasmussen-Østergaard",
    minutes_by_kind=tuple(KindMinutes(kind, 4200, 3990) for kind in ACTIVITY_KINDS),
    exemptions=tuple(Exemption(f"PRA{number}", "Praktikdag 3: Rådgivning i praksis", 420) for number in range(1, 5)),
    make_ups=tuple(
        MakeUp(f"UDD{number}", LONG_TITLE if number < 5 else "Uddannelsesdag", 420, date(2026, 9, 1 + number))
        for number in range(1, 9)
    ),
)

STATEMENT = replace(
    CERTIFICATE,
    kind="statement",
    credited_minutes=8100,
    percent_tenths=727,
    attended=tuple(
        AttendedSession(
            date(2024, 9, 2) + timedelta(days=14 * number), "Supervision" if number % 5 else LONG_TITLE, 210
        )
        for number in range(45)
    ),
)

ASSOCIATE_STATEMENT = replace(
    STATEMENT,
    role="associate",
    planned_minutes=0,
    credited_minutes=0,
    percent_tenths=0,
    minutes_by_kind=(),
    exemptions=(),
    make_ups=(),
    attended=STATEMENT.attended[:1],
)
