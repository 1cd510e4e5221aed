"""The driving side is derived from the location, without a network connection."""

from __future__ import annotations

import pytest

from trajganr_core.data.roads.driving_side import driving_side
from trajganr_core.utils.study_area import StudyArea

LEFT = {
    "London": (-0.13, 51.51),
    "Dover": (1.31, 51.13),
    "Belfast": (-5.93, 54.6),
    "Galway": (-9.05, 53.27),
    "Lerwick": (-1.15, 60.15),
    "Saint Helier": (-2.11, 49.19),
    "Valletta": (14.51, 35.9),
    "Nicosia": (33.36, 35.17),
    "Karachi": (67.01, 24.86),
    "Peshawar": (71.52, 34.01),
    "Quetta": (67.0, 30.18),
    "Delhi": (77.21, 28.61),
    "Leh": (77.58, 34.15),
    "Guwahati": (91.74, 26.14),
    "Kathmandu": (85.32, 27.72),
    "Thimphu": (89.64, 27.47),
    "Dhaka": (90.41, 23.81),
    "Colombo": (79.86, 6.93),
    "Male": (73.51, 4.18),
    "Bangkok": (100.5, 13.76),
    "Chiang Mai": (98.98, 18.79),
    "Phuket": (98.39, 7.88),
    "Kuala Lumpur": (101.69, 3.14),
    "Singapore": (103.82, 1.35),
    "Kota Kinabalu": (116.07, 5.98),
    "Jakarta": (106.85, -6.21),
    "Medan": (98.67, 3.6),
    "Dili": (125.56, -8.56),
    "Port Moresby": (147.18, -9.44),
    "Hong Kong": (114.16, 22.3),
    "Macau": (113.55, 22.19),
    "Tokyo": (139.69, 35.69),
    "Sapporo": (141.35, 43.06),
    "Fukuoka": (130.4, 33.59),
    "Naha": (127.68, 26.21),
    "Sydney": (151.21, -33.87),
    "Perth": (115.86, -31.95),
    "Darwin": (130.84, -12.46),
    "Hobart": (147.33, -42.88),
    "Auckland": (174.76, -36.85),
    "Suva": (178.44, -18.14),
    "Apia": (-171.76, -13.83),
    "Cape Town": (18.42, -33.92),
    "Windhoek": (17.08, -22.56),
    "Gaborone": (25.91, -24.65),
    "Maputo": (32.57, -25.97),
    "Lusaka": (28.28, -15.39),
    "Kitwe": (28.2, -12.82),
    "Lilongwe": (33.79, -13.96),
    "Dar es Salaam": (39.28, -6.79),
    "Kigoma": (29.63, -4.88),
    "Kampala": (32.58, 0.35),
    "Nairobi": (36.82, -1.29),
    "Mombasa": (39.67, -4.04),
    "Port Louis": (57.5, -20.16),
    "Georgetown": (-58.16, 6.8),
    "Paramaribo": (-55.17, 5.85),
    "Kingston": (-76.79, 17.97),
    "Nassau": (-77.35, 25.06),
    "Bridgetown": (-59.62, 13.1),
    "Port of Spain": (-61.51, 10.65),
    "Charlotte Amalie": (-64.93, 18.34),
}
RIGHT = {
    "Porto": (-8.61, 41.15),
    "Calais": (1.86, 50.95),
    "Cherbourg": (-1.62, 49.64),
    "Brest": (-4.49, 48.39),
    "Amsterdam": (4.9, 52.37),
    "Reykjavik": (-21.9, 64.15),
    "Torshavn": (-6.77, 62.01),
    "Catania": (15.09, 37.5),
    "Antalya": (30.7, 36.9),
    "Beirut": (35.5, 33.89),
    "Zahedan": (60.86, 29.5),
    "Kandahar": (65.7, 31.61),
    "Kabul": (69.18, 34.53),
    "Jalalabad": (70.45, 34.43),
    "Kashgar": (75.99, 39.47),
    "Lhasa": (91.11, 29.65),
    "Mandalay": (96.08, 21.96),
    "Yangon": (96.16, 16.87),
    "Luang Prabang": (102.14, 19.89),
    "Siem Reap": (103.86, 13.36),
    "Ho Chi Minh City": (106.7, 10.78),
    "Shenzhen": (114.06, 22.55),
    "Zhuhai": (113.57, 22.27),
    "Taipei": (121.57, 25.03),
    "Busan": (129.08, 35.18),
    "Jeju": (126.53, 33.5),
    "Yuzhno-Sakhalinsk": (142.74, 46.96),
    "Manila": (120.98, 14.6),
    "Zamboanga": (122.08, 6.92),
    "Puerto Princesa": (118.74, 9.74),
    "General Santos": (125.17, 6.11),
    "Koror": (134.48, 7.34),
    "Noumea": (166.45, -22.27),
    "Port Vila": (168.32, -17.73),
    "Pago Pago": (-170.7, -14.28),
    "Papeete": (-149.57, -17.54),
    "Luanda": (13.23, -8.84),
    "Lubumbashi": (27.48, -11.67),
    "Bujumbura": (29.36, -3.38),
    "Kigali": (30.06, -1.95),
    "Goma": (29.22, -1.68),
    "Juba": (31.57, 4.85),
    "Addis Ababa": (38.75, 9.03),
    "Mogadishu": (45.32, 2.05),
    "Moroni": (43.26, -11.7),
    "Antananarivo": (47.52, -18.88),
    "Saint-Denis": (55.45, -20.88),
    "Boa Vista": (-60.67, 2.82),
    "Ciudad Guayana": (-62.65, 8.3),
    "Cayenne": (-52.33, 4.92),
    "Havana": (-82.38, 23.11),
    "Guantanamo": (-75.2, 20.14),
    "Miami": (-80.19, 25.76),
    "Santo Domingo": (-69.93, 18.49),
    "San Juan": (-66.1, 18.47),
    "Philipsburg": (-63.05, 18.02),
    "Basse-Terre": (-61.73, 16.0),
    "Fort-de-France": (-61.07, 14.6),
    "Stanford": (-122.17, 37.43),
}


def around(lon: float, lat: float) -> StudyArea:
    return StudyArea(lon - 0.02, lat - 0.02, lon + 0.02, lat + 0.02)


@pytest.mark.parametrize(
    ("side", "cities"), [("left", LEFT), ("right", RIGHT)], ids=["left", "right"]
)
def test_cities_are_on_their_side(side: str, cities: dict[str, tuple[float, float]]) -> None:
    wrong = [name for name, place in cities.items() if driving_side(around(*place))[0] != side]
    assert not wrong


def test_the_reason_for_an_assumed_side_is_reported() -> None:
    description = driving_side(around(*LEFT["Auckland"]))[1]
    assert description == "Driving side: left, assumed because the study area is in New Zealand."
    assert "assumed" in driving_side(around(*RIGHT["Porto"]))[1]


def test_a_chosen_side_is_used() -> None:
    assert driving_side(around(*RIGHT["Porto"]), "left") == (
        "left",
        "Driving side: left, as chosen.",
    )
