"""Files up and down: kept in the state, found again by id, refused when too large."""

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def upload(people):
    async def send(method: str = "sendDocument", field: str = "document", file=("a.pdf", b"%PDF"), **form):
        return await people.post(f"/bot1000001:demo/{method}", data={"chat_id": "101", **form}, files={field: file})

    return send


async def test_a_document_of_the_bot(sim, people, upload):
    sent = (await upload(caption="<b>Báo cáo</b>", parse_mode="HTML")).json()["result"]
    seen = sim.chat(101)["messages"][-1]
    assert sent["document"]["file_name"] == "a.pdf"
    assert (seen["html"], seen["document"]["size"]) == ("<b>Báo cáo</b>", 4)
    opened = await people.get(seen["document"]["url"])
    assert opened.content == b"%PDF"
    assert opened.headers["content-disposition"].startswith("attachment")


async def test_a_photo_opens_on_the_page(sim, people, upload):
    await upload("sendPhoto", "photo", ("b.png", PNG))
    opened = await people.get(sim.chat(101)["messages"][-1]["photo"]["url"])
    assert opened.headers["content-type"] == "image/png"
    assert opened.headers["content-disposition"].startswith("inline")


async def test_a_page_that_calls_itself_a_photo_is_only_a_download(sim, people, upload):
    await upload("sendPhoto", "photo", ("x.png", b"<script>", "text/html"))
    opened = await people.get(sim.chat(101)["messages"][-1]["photo"]["url"])
    assert opened.headers["content-type"] == "application/octet-stream"
    assert opened.headers["x-content-type-options"] == "nosniff"


async def test_attach_names_the_part(upload):
    assert (await upload(field="part1", document="attach://part1")).json()["ok"]


async def test_a_file_can_be_sent_again_by_its_id(api, upload):
    file_id = (await upload()).json()["result"]["document"]["file_id"]
    assert (await api("sendDocument", chat_id=102, document=file_id)).result["document"]["file_id"] == file_id


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "audio", "document"])
async def test_what_a_person_sent_goes_on_by_its_id_as_what_it_is(sim, api, updates, kind):
    sim.send(101, PNG, "x.bin", kind=kind)
    received = (await updates())[0]["message"][kind]
    file_id = (received[-1] if kind == "photo" else received)["file_id"]
    sent = await api(f"send{kind.title()}", chat_id=102, caption="của đồng chí", **{kind: file_id})
    assert kind in sent.result
    assert sim.chat(102)["messages"][-1]["text"] == "của đồng chí"


async def test_a_file_is_not_sent_as_what_it_is_not(sim, api, updates):
    sim.send(101, PNG, "x.ogg", kind="voice")
    file_id = (await updates())[0]["message"]["voice"]["file_id"]
    assert (await api("sendPhoto", chat_id=102, photo=file_id)).status == 400


async def test_a_caption_of_1024(api, upload):
    assert (await upload(caption="a" * 1024)).status_code == 200
    assert (await upload(caption="a" * 1025)).json()["description"] == "Bad Request: message caption is too long"


@pytest.mark.parametrize("document", ["", "nope", "https://x.vn/a.pdf", "sim-photo-1"])
async def test_files_that_are_not_there(api, document):
    assert (await api("sendDocument", chat_id=101, document=document)).status == 400


async def test_an_empty_file(upload):
    assert (await upload(file=("a.txt", b""))).json()["description"] == "Bad Request: file must be non-empty"


async def test_an_upload_that_is_too_large(upload, monkeypatch):
    monkeypatch.setattr("simulator.botapi.sending.LARGEST_UPLOAD", 3)
    answer = await upload()
    assert (answer.status_code, answer.json()["description"]) == (413, "Request Entity Too Large")


async def test_a_body_that_is_too_large_is_not_read(upload, monkeypatch):
    monkeypatch.setattr("simulator.web.bot_doors.LARGEST_BODY", 3)
    assert (await upload()).status_code == 413


async def test_a_persons_file_is_fetched_by_the_bot(sim, people, api, updates):
    form = {"kind": "document", "caption": "em nộp ạ"}
    sent = await people.post("/people/101/send", data=form, files={"file": ("kế hoạch.docx", b"PK")})
    message = (await updates())[0]["message"]
    assert (message["caption"], message["document"]["file_name"]) == ("em nộp ạ", "kế hoạch.docx")
    assert sent.json()["document"]["file_name"] == "kế hoạch.docx"
    path = (await api("getFile", file_id=message["document"]["file_id"])).result["file_path"]
    assert (await people.get(f"/file/bot1000001:demo/{path}")).content == b"PK"


@pytest.mark.parametrize(
    ("kind", "shown"), [("photo", "photo"), ("voice", "voice"), ("video", "document"), ("audio", "document")]
)
async def test_kinds_of_files(sim, updates, kind, shown):
    seen = sim.send(101, PNG, "x.png", kind=kind)
    assert seen[shown]["size"] == len(PNG)
    assert kind in (await updates())[0]["message"]


async def test_getting_a_file_of_more_than_20_mb(sim, api, updates, monkeypatch):
    monkeypatch.setattr("simulator.botapi.looking.LARGEST_DOWNLOAD", 3)
    sim.send(101, b"1234", "a.bin")
    file_id = (await updates())[0]["message"]["document"]["file_id"]
    assert (await api("getFile", file_id=file_id)).error == (400, "Bad Request: file is too big")


async def test_getting_no_file(api, people):
    assert (await api("getFile", file_id="x")).status == 400
    assert (await people.get("/file/bot1000001:demo/documents/file_9.pdf")).status_code == 404
    assert (await people.get("/file/bot1:wrong/documents/file_9.pdf")).status_code == 401
    assert (await people.get("/people/files/9")).status_code == 404


async def test_what_a_person_cannot_send(people):
    assert (await people.post("/people/101/send", files={"other": ("a", b"a")})).status_code == 400
    wrong = {"kind": "sticker"}
    assert (await people.post("/people/101/send", data=wrong, files={"file": ("a", b"a")})).status_code == 400


async def test_what_is_forwarded_tells_who_sent_it_first(sim, updates):
    sim.send(101, b"%PDF", "ct-01.pdf", forwarded_from="Văn thư")
    origin = (await updates())[-1]["message"]["forward_origin"]
    assert (origin["type"], origin["sender_user_name"]) == ("hidden_user", "Văn thư")
    assert sim.chat(101)["messages"][-1]["forwarded_from"] == "Văn thư"
