"""Sentences as municipal staff write them, full of figures, and without a CPR number in any of them."""

from __future__ import annotations

SENTENCES = """
Ring på 33 17 50 50 mellem kl. 9.00 og 15.00.
Tlf. +45 35 30 10 00 eller +4535301000, mobil 20 11 50 50.
Telefon 61102030, 0045 20 10 11 12, lokal 1210.
Mødet ligger den 01.02.2026 kl. 14.30.
Internat 10.-12.10.2026 og opfølgning 10/10-12/10 2026.
Perioden 10.-12.10.2026, 10. – 12.10.2026, 11-12/10-2026, 01.12-02.12.2026.
Juleafslutning 24.12.2026, 24-12-2026, 24/12/2026 og 24/12-2026.
Fra 01.09.2024 til 31.08.2026, i alt 24 måneder.
Begge dage, 11.03.2026-12.03.2026, kl. 10.00–16.00.
Frist: 2026-02-10, senest 2026-02-10T12:00 eller 2012-09-02 14:30.
Sag 2026-001234, jf. sag nr. 2026-001235 og 24/012345.
EAN 5798000123456, EAN-nummer 5790001234567.
CVR 12345678, CVR-nr. 10 15 08 17.
Beløbet er 1.234,50 kr. om måneden, 12.000-15.000 kr. om året.
Budget: 1.250.000 kr. i 2025, 1.310.500 kr. i 2026.
Takst 10.120,00 kr., moms 2.530,00 kr., i alt 12.650,00 kr.
Se side 12-15, s. 112–118 og kapitel 10-12.
ISBN 978-87-02-12345-6, ISBN 87-7288-123-4, ISSN 0106-1234.
UDD1, UDD10, SUP1-16, PRA1–4, FOR1–5 og DAG1-2.
Reg.nr. 1234, kontonr. 4012345678.
Efter serviceloven §§ 32, 76 og 101, jf. § 11, stk. 3, nr. 1-4.
Unge i alderen 12-18 år, gennemsnit 16,4 år, spredning 1,2.
Evalueringen fra 2010 fulgte 10 kommuner i 12 måneder (2010-2011).
Temaerne fik 3, 4, 4, 2 og 5; sidst 3-3-4-2-4.
2200 København N, 1620 København V, 4100 Ringsted.
Kl. 08.30-11.30, kl. 12.15–14.45, kl. 09.10-10.12.
I uge 10, 11, 12 og 13 i 2026 og uge 40-42.
630 + 1.260 + 4.200 + 1.680 + 3.360 = 11.130 minutter.
11.130 minutter, 12.180 for tovholderen, 80 % er 8.904 og 9.744.
24 forløb, 75 personer, 2 forældregrupper og 36 konsulentopgaver.
Vægt 72,5 kg, højde 1,78 m, blodtryk 120/80, puls 62.
AUDIT 18, DUDIT 12, SDQ 21; før 14, efter 9.
Sidst brugt 10 g, 12 g og 15 g på tre uger.
Linje 2A, 5C, 150S og 350S; tog kl. 7.12.
https://example.dk/referat/2026/02/10?id=123456 og side 4/12.
Version 1.10.12, udgave 2.0.1, IP 10.12.15.1.
Bilag 1.2.3, punkt 4.10.2 og tabel 10.11.
12 af 15 unge (80 %) og 9 af 12 forældre (75 %).
Matr.nr. 12a, 1012b; BBR 1234-56.
Fødselsdag 01.01.90, altså 36 år; ikke mere skrives.
Årene 2008, 2009, 2010, 2011 og 2012.
Regnskab 2023/24, 2024/25 og 2025/26.
Mål for 2026: 10 % færre, 12 flere, 15 nye, 20.000 kr. mindre.
Fra 1,5 til 2,25 årsværk; 37 timer, 32 timer, 148,5 timer om måneden.
Dosis 10-20 mg, 12 timer imellem, højst 40 mg i døgnet.
MobilePay 12345, boks 102, dør 10, 12. sal.
Gennem tre interview (nr. 10, 11 og 12) i marts 2026.
Pct. 12,10 mod 15,20 i 2024 og 11,10 i 2025.
""".strip().splitlines()
