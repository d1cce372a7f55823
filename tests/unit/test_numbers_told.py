"""Numbers in a finished file that its data do not hold."""

from evenhand.data.attack_files.numbers_told import Known, told
from evenhand.data.attack_files.said import Place, Said


def known(data: object, *, phrases: tuple[str, ...] = (), bare: tuple[str, ...] = ()) -> Known:
    made = Known(phrases)
    made.add(data)
    made.add_words(Said(text, "bare") for text in bare)
    return made


def strange(text: str, made: Known, place: Place = Place.WORDS) -> list[str]:
    return told([Said(text, "page 1", place)], made)


def test_a_number_of_the_data_is_known_however_it_is_written() -> None:
    made = known({"rows": [{"gap": -4.25, "share": 0.471, "people": 1256, "p": None}]})

    assert strange("4.2% lower: 592 of 1,256 (47.1%)", made) == ["592 (page 1)"]


def test_another_number_is_not() -> None:
    made = known([{"gap": 4.2}])

    assert strange("4.3% lower", made) == ["4.3 (page 1)"]
    assert strange("they are 7", made) == ["7 (page 1)"]


def test_text_of_the_data_is_read_where_it_stands_and_is_no_leave_for_its_numbers() -> None:
    made = known({"reading": "There are 7."})

    assert strange("There are 7.", made) == ["7 (page 1)"]


def test_names_with_digits_are_no_numbers_of_people() -> None:
    made = known([], phrases=("Band 8a", "31 March 2025"))

    assert not strange("Band 8a, 31 March 2025", made)
    assert strange("Band 8", made) == ["8 (page 1)"]


def test_what_the_file_says_without_data_is_no_news() -> None:
    made = known([], bare=("Drawn 1,000 times.",))

    assert not strange("Drawn 1,000 times.", made)
    assert strange("Drawn 1,001 times.", made) == ["1001 (page 1)"]


def test_headings_repeated_on_the_next_page_are_no_news() -> None:
    assert not strange("File SHA-256", known([]))
    assert not strange("Page 2 of 16", known([]))


def test_ticks_of_an_axis_are_no_news_in_a_drawing_only() -> None:
    assert not strange("20%", known([]), Place.DRAWING)
    assert strange("20%", known([])) == ["20 (page 1)"]
    assert strange("23%", known([]), Place.DRAWING) == ["23 (page 1)"]


def test_in_a_column_of_figures_a_number_has_all_its_digits() -> None:
    made = known([{"gap": 4.25}])

    assert not strange("4.25", made, Place.FIGURES)
    assert strange("4.2", made, Place.FIGURES) == ["4.2 (page 1)"]
