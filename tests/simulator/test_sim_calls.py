"""The call log: all that the bot tried, what it was told, what really happened, and never the token."""


async def test_a_call_that_went_well(sim, api):
    await api("sendMessage", chat_id="101", text="a", reply_markup='{"inline_keyboard":[]}')
    ((call),) = sim.calls()
    assert call.pop("at")
    assert call == {
        "seq": 1,
        "method": "sendMessage",
        "params": {"chat_id": 101, "text": "a", "reply_markup": {"inline_keyboard": []}},
        "ok": True,
        "error_code": None,
        "description": None,
        "recorded": True,
        "fault": None,
    }


async def test_a_call_that_was_refused(sim, api):
    await api("sendMessage", chat_id=999, text="a")
    ((call),) = sim.calls()
    assert (call["ok"], call["recorded"], call["error_code"]) == (False, False, 400)
    assert call["description"] == "Bad Request: chat not found"


async def test_files_by_name_and_size(sim, people):
    form = {"chat_id": "101"}
    await people.post("/bot1000001:demo/sendDocument", data=form, files={"document": ("a.pdf", b"%PDF")})
    assert sim.calls()[0]["params"]["document"] == {"file_name": "a.pdf", "size": 4}


async def test_after_and_method(api, people):
    for method in ("getMe", "getUpdates", "getMe"):
        await api(method)
    answer = await people.get("/people/calls", params={"after": 1, "method": "getMe"})
    assert [call["seq"] for call in answer.json()] == [3]
    assert (await people.get("/people/calls", params={"after": "x"})).status_code == 400


async def test_the_token_is_never_in_it(sim, api, people):
    await api("setWebhook", url="http://127.0.0.1:9/hook/1000001:demo")
    assert "1000001:demo" not in (await people.get("/people/calls")).text
    assert sim.calls()[0]["params"]["url"] == "http://127.0.0.1:9/hook/<token>"


async def test_wrong_tokens_and_unknown_methods_are_not_calls(sim, api, people):
    await people.post("/bot1:wrong/getMe")
    await api("nothing")
    assert sim.calls() == []
