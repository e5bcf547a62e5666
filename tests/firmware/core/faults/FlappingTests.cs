using System.Text.Json;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>An intermittent range finder: the rate of indications, state messages and log records stays limited.</summary>
public class FlappingTests
{
    const int Milliseconds = 10_000;
    readonly LaneRig _rig = new();
    int _changes;

    public FlappingTests()
    {
        _rig.Run(2_000);
        _rig.Indicator.Changed += _ => _changes++;
    }

    [Theory]
    [InlineData(Hal.Presence.Failed)]
    [InlineData(200)]
    [InlineData(20)]
    public void The_ring_shows_each_indication_for_a_moment(int reading)
    {
        Flap(reading);
        // The indication that stays for 0.3 s and the one that replaces it.
        Assert.InRange(_changes, 1, 2 * (Milliseconds / 300 + 1));
    }

    [Fact]
    public void State_and_log_change_at_most_once_a_second_and_end_with_the_present_state()
    {
        var states = States().Count;
        var records = _rig.Log.Next;
        Flap(Hal.Presence.Failed);
        _rig.Run(2_000);
        Assert.InRange(States().Count - states, 1, Milliseconds / 1000 + 2);
        Assert.InRange(_rig.Log.Next - records, 1, Milliseconds / 1000 + 2);
        Assert.Equal("ok", States()[^1].GetProperty("presence").GetString());
    }

    [Fact]
    public void A_hint_does_not_delay_a_result()
    {
        _rig.ShowPalm(200);
        _rig.Run(20);
        Assert.Equal(Indication.ComeCloser, _rig.Indicator.Current);
        _rig.Qr.Scan("TICKET-1");
        _rig.Run();
        _rig.ReplyToTicket(Protocol.Decision.Admitted);
        Assert.Equal(Indication.Admitted, _rig.Indicator.Current);
    }

    void Flap(int reading)
    {
        for (var passed = 0; passed < Milliseconds; passed += 10)
        {
            if (reading == Hal.Presence.Failed)
            {
                _rig.Presence.Silent = passed % 20 == 0;
            }
            else
            {
                _rig.Presence.Millimetres = passed % 20 == 0 ? reading : Hal.Presence.Nothing;
            }

            _rig.Run();
        }

        _rig.Presence.Silent = false;
        _rig.Presence.Millimetres = Hal.Presence.Nothing;
    }

    List<JsonElement> States() =>
        [.. _rig.Sent.Where(sent => sent.Channel == Channel.State).Select(sent => JsonDocument.Parse(sent.Payload).RootElement)];
}
