using System.Text.Json;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>The self test's verdict, its gate item on a sound and on a bridged monostable, and its ticketing item.</summary>
public class SelfTestVerdictTests
{
    readonly ConsoleRig _rig = new();

    [Fact]
    public void A_self_test_without_all_items_is_incomplete()
    {
        Assert.Equal("pass", Verdict(_rig.Ask("selftest ring reader")));
        Assert.Equal("pass: 1 passed, 0 failed, 0 skipped", Last(_rig.Run("selftest ring")));
        Assert.Equal("incomplete", Verdict(_rig.Ask("selftest led")));
        Assert.Equal("incomplete: 0 passed, 0 failed, 1 skipped", Last(_rig.Run("selftest led")));
        _rig.Rig.Qr.Silent = true;
        Assert.Equal("fail", Verdict(_rig.Ask("selftest ring reader led")));
        Assert.StartsWith("FAIL: 0 passed, 1 failed", Last(_rig.Run("selftest reader")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_broker_item_passes_when_every_broker_replies_and_names_the_one_that_does_not()
    {
        Assert.Equal(("pass", "connected to broker.local:8883"), TestBroker(spare: null));

        var (result, value) = TestBroker(spare: "no reply within 1500 ms");

        Assert.Equal(("fail", "connected to broker.local:8883; spare.local:8884: no reply within 1500 ms"), (result, value));
    }

    [Fact]
    public void The_gate_passes_when_its_pulse_ends_by_itself_while_the_trigger_is_held()
    {
        var gate = TestGate();
        Assert.Equal("pass", Word(gate, "result"));
        Assert.InRange(int.Parse(Word(gate, "value").Split(' ')[2]), 450, 550);
        Assert.Contains("ends by itself within 675 ms", Word(gate, "limits"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pulse_that_does_not_end_by_itself_fails_and_the_trigger_is_released()
    {
        _rig.Rig.Gate.Bridged = true;
        var gate = TestGate();
        Assert.Equal(("fail", "pulled for more than 675 ms"), (Word(gate, "result"), Word(gate, "value")));
        Assert.Contains("does not end by itself", Word(gate, "advice"), StringComparison.Ordinal);
        Assert.False(_rig.Rig.Gate.IsOpen);
    }

    [Fact]
    public void A_pulse_longer_than_its_setting_fails()
    {
        // Built for 2 s but set to 500 ms, so that a connection attempt could begin during the pulse.
        var pulse = _rig.Rig.Gate.Pulse;
        pulse.Milliseconds = 2_000;
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Type("selftest gate --json\rgate-1\r");
        for (var step = 0; step < 200 && _rig.Rig.Gate.Openings == 0; step++)
        {
            _rig.Rig.Run();
            _rig.Poll();
        }

        pulse.Milliseconds = 500;
        Assert.Contains("pulled for more than 675 ms", _rig.Run("echo on"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_relay_that_is_stuck_fails_without_a_pulse()
    {
        _rig.Rig.Gate.Stuck = true;
        var gate = TestGate();
        Assert.Equal(("fail", "pulled before the pulse"), (Word(gate, "result"), Word(gate, "value")));
        Assert.Equal(0, _rig.Rig.Gate.Openings);
    }

    [Fact]
    public void A_relay_that_does_not_follow_fails()
    {
        _rig.Rig.Gate.FeedbackMissing = true;
        Assert.Equal(("fail", "no feedback"), (Word(TestGate(), "result"), Word(TestGate(), "value")));
    }

    [Theory]
    [InlineData(Decision.UnknownTicket, "pass", "unknown-ticket")]
    [InlineData(Decision.Unavailable, "fail", "unavailable")]
    [InlineData(Decision.TooLate, "fail", "too-late")]
    public void The_ticketing_test_sends_a_code_that_no_ticket_has(Decision decision, string result, string word)
    {
        _rig.Type("selftest ticketing --json\r");
        for (var step = 0; step < 100 && _rig.Rig.Requests(Channel.TicketRequest).Count == 0; step++)
        {
            _rig.Poll();
            _rig.Rig.Run();
        }

        var request = new TicketRequest();
        Assert.True(request.Read(_rig.Rig.Requests(Channel.TicketRequest)[^1].Body));
        Assert.Equal("*self test*", System.Text.Encoding.ASCII.GetString(request.Code, 0, request.CodeLength));
        _rig.Rig.ReplyToTicket(decision);
        var item = First(_rig.Run("echo on"));
        Assert.Equal(result, Word(item, "result"));
        Assert.EndsWith(word, Word(item, "value"), StringComparison.Ordinal);
        Assert.Equal((0, 0), (_rig.Rig.Gate.Openings, _rig.Rig.Lane.Outcomes));
    }

    [Fact]
    public void Silent_ticketing_fails_and_without_the_broker_the_test_is_skipped()
    {
        Assert.Equal(("fail", "no authentic reply"), (Word(_rig.Ask("selftest ticketing")[0], "result"),
            Word(_rig.Ask("selftest ticketing")[0], "value")));
        _rig.Rig.Connected = false;
        Assert.Equal("skipped", Word(_rig.Ask("selftest ticketing")[0], "result"));
    }

    [Fact]
    public void A_guest_who_scans_a_ticket_meanwhile_comes_first()
    {
        _rig.Type("selftest ticketing --json\r");
        for (var step = 0; step < 100 && _rig.Rig.Requests(Channel.TicketRequest).Count == 0; step++)
        {
            _rig.Poll();
            _rig.Rig.Run();
        }

        _rig.Rig.Qr.Scan("TICKET-1");
        _rig.Rig.Run();
        _rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(1, _rig.Rig.Gate.Openings);
        Assert.Equal("skipped", Word(First(_rig.Run("echo on")), "result"));
    }

    JsonElement TestGate()
    {
        _rig.Run($"service {ConsoleRig.Code}");
        _rig.Type("selftest gate --json\rgate-1\r");
        return First(_rig.Run("echo on"));
    }

    static JsonElement First(string printed)
    {
        var from = printed[printed.IndexOf("{\"item\"", StringComparison.Ordinal)..];
        return JsonDocument.Parse(from[..from.IndexOf("\r\n", StringComparison.Ordinal)]).RootElement;
    }

    static string Last(string printed) =>
        printed.Split("\r\n").Last(line => line.Contains(" passed, ", StringComparison.Ordinal)).Trim();

    static string Verdict(List<JsonElement> reply) => Word(reply[^2], "verdict");

    static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    (string Result, string Value) TestBroker(string? spare)
    {
        _rig.Type("selftest broker --json\r");
        for (var step = 0; step < 200 && !_rig.Rig.BrokerTest.IsRunning; step++)
        {
            _rig.Rig.Run();
            _rig.Poll();
        }

        _rig.Rig.BrokerTest.Record(null);
        _rig.Rig.BrokerTest.Record(spare);
        var item = First(_rig.Run("echo on"));
        return (Word(item, "result"), Word(item, "value"));
    }
}
