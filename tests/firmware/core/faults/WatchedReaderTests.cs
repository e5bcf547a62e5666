using System.Text;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A code reader that fails while nobody scans a code.</summary>
public class WatchedReaderTests
{
    const int Known = 20_000;
    const int Back = 5_100;
    readonly LaneRig _rig = new();

    public WatchedReaderTests() => _rig.Run(30_000);

    [Fact]
    public void An_unused_reader_works() => Assert.True(_rig.Lane.Health.Works(Part.Reader));

    [Fact]
    public void A_lost_reader_is_detected_within_20_s_and_a_returned_one_within_5_s()
    {
        for (var part = 0; part < 3; part++)
        {
            _rig.Qr.Silent = true;
            _rig.Run(Known + 10);
            Assert.False(_rig.Lane.Health.Works(Part.Reader));
            Assert.Equal("reader failed", _rig.Lane.Health.Fault());
            Assert.Contains("\"reader\":\"failed\"", LastState(), StringComparison.Ordinal);
            Assert.Contains("\"fault\":\"reader failed\"", LastState(), StringComparison.Ordinal);

            _rig.Qr.Silent = false;
            _rig.Run(Back);
            Assert.Equal("none", _rig.Lane.Health.Fault());
            _rig.Run(1_700);
        }
    }

    [Fact]
    public void A_lost_reader_is_also_detected_while_another_fault_stops_the_lane()
    {
        _rig.Presence.Silent = true;
        _rig.Qr.Silent = true;
        _rig.Run(Known + 10);
        Assert.Equal("presence failed, reader failed", _rig.Lane.Health.Fault());
    }

    [Fact]
    public void One_or_two_missed_polls_are_not_a_fault()
    {
        for (var times = 0; times < 5; times++)
        {
            _rig.Qr.Silent = true;
            _rig.Run(9_000);
            Assert.True(_rig.Lane.Health.Works(Part.Reader));
            _rig.Qr.Silent = false;
            _rig.Run(6_000);
        }
    }

    [Fact]
    public void A_reader_that_delivers_codes_works_even_without_replies_to_polls()
    {
        var reader = new WatchedReader(_rig.Qr, new Mute(), _rig.Clock);
        for (var second = 0; second < 120; second += 8)
        {
            _rig.Qr.Scan("TICKET");
            Assert.Equal(6, reader.TryRead(new byte[TicketRequest.MaximumCodeLength]));
            for (var step = 0; step < 8; step++)
            {
                Assert.Equal(0, reader.TryRead(new byte[TicketRequest.MaximumCodeLength]));
                _rig.Clock.Advance(1_000_000);
            }
        }
    }

    [Fact]
    public void A_driver_that_throws_counts_as_a_reader_that_does_not_respond() =>
        Assert.Equal(QrRead.Failed, new WatchedReader(new Throwing(), null!, _rig.Clock).TryRead(new byte[8]));

    string LastState() => Encoding.UTF8.GetString(_rig.Sent.Last(sent => sent.Channel == Channel.State).Payload);

    sealed class Mute : IReaderService
    {
        public void Poll()
        {
        }

        public bool HasReplied() => false;
    }

    sealed class Throwing : IQrReader
    {
        public int Dropped => 0;

        public CodeDrop LastDrop => CodeDrop.None;

        public int TryRead(byte[] buffer) => throw new InvalidOperationException("The port is gone.");
    }
}
