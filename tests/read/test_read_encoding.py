import pytest
from reading import BODY, failures, one_report, page, read_bytes, reports

RUSSIAN = (
    "Посланник сообщил журналистам, что стороны встретятся снова в следующем месяце. Представитель министерства отказался "
    "сообщить, кто возглавит переговоры, но назвал их полезными. Накануне чиновники говорили, что переговоры близки к провалу."
)
KOREAN = (
    "특사는 기자들에게 양측이 다음 달에 다시 만날 것이라고 말했다. "
    "외무성 대변인은 누가 회담을 이끌지 밝히지 않았지만 회담이 유익했다고 평가했다."
    "전날 관리들은 회담이 결렬될 위기라고 말했다."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_form_is_read(encoding: str) -> None:
    assert one_report(
        read_bytes(f"{BODY}\n{RUSSIAN if 'le' not in encoding and 'be' not in encoding else ''}".encode(encoding))
    ).text.startswith(BODY)


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (KOREAN, "cp949")])
def test_undeclared_legacy_text_is_recognised(text: str, encoding: str) -> None:
    assert one_report(read_bytes(text.encode(encoding))).text == text


@pytest.mark.parametrize(("text", "encoding", "label"), [(RUSSIAN, "cp1251", "windows-1251"), (KOREAN, "cp949", "euc-kr")])
def test_a_page_is_decoded_as_it_declares(text: str, encoding: str, label: str) -> None:
    data = page(f'<meta charset="{label}">', f"<p>{text}</p>").decode().encode(encoding)
    assert text in one_report(read_bytes(data)).text


def test_a_label_means_its_windows_superset() -> None:
    data = page('<meta charset="iso-8859-1">', f"<p>“Quoted” – {BODY}</p>").decode().encode("cp1252")
    assert "“Quoted” –" in one_report(read_bytes(data)).text


def test_a_wrong_declaration_does_not_garble() -> None:
    data = page('<meta charset="utf-8">', f"<p>{RUSSIAN}</p>").decode().encode("cp1251")
    assert RUSSIAN in one_report(read_bytes(data)).text


def test_one_stray_byte_does_not_change_the_encoding() -> None:
    found = read_bytes(RUSSIAN.encode() + b"\xff and on")
    assert reports(found)[0].text.startswith(RUSSIAN)
    assert "1 in all" in failures(found)[0].error


def test_json_lines_in_utf_16_are_read_line_by_line() -> None:
    found = read_bytes('{"text": "Эта строка первая"}\n{"text": "second line"}\n'.encode("utf-16"))
    assert [r.text for r in reports(found)] == ["Эта строка первая", "second line"]
    assert not failures(found)


@pytest.mark.parametrize("before", [f"{BODY} The pumps of Tromsø failed.", BODY, "The pumps of Tromsø failed."])
def test_a_text_that_breaks_off_in_a_character_is_told_as_cut_off_and_read_as_far_as_it_goes(before: str) -> None:
    found = read_bytes(f"{before} He blamed Tromsø".encode()[:-1])
    (told,) = failures(found)
    assert "middle of a character" in told.error
    assert told.kind == "failed"
    (report,) = reports(found)
    assert report.text.startswith(f"{before} He blamed Troms")


def test_bytes_of_another_encoding_among_utf_8_are_told_with_their_line_and_garble_nothing_else() -> None:
    found = read_bytes("Storm in Tromsø\n\nThe pumps of Tromsø failed, ".encode() + "the mayor of Tromsø said.\n".encode("latin-1"))
    (told,) = failures(found)
    assert "line 3" in told.error
    assert "UTF-8" in told.error
    (report,) = reports(found)
    assert report.text.startswith("Storm in Tromsø\n\nThe pumps of Tromsø failed, the mayor of Troms\ufffd said.")
