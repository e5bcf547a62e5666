using System.Text;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A code reader that dies while nobody scans anything.</summary>
public class WatchedReaderTests
{
    const int Known = 20_000;
    const int Back = 5_100;
    readonly LaneRig _rig = new();

    public WatchedReaderTests() => _rig.Run(30_000);

    [Fact]
    public void A_reader_that_nobody_uses_works() => Assert.True(_rig.Lane.Health.Works(Part.Reader));

    [Fact]
    public void One_that_dies_is_known_within_twenty_seconds_and_one_that_is_back_within_five()
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
    public void It_is_known_also_while_the_lane_serves_nobody_for_a_fault_of_its_own()
    {
        _rig.Presence.Silent = true;
        _rig.Qr.Silent = true;
        _rig.Run(Known + 10);
        Assert.Equal("presence failed, reader failed", _rig.Lane.Health.Fault());
    }

    [Fact]
    public void A_missed_poll_or_two_are_no_fault()
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
    public void Who_reads_codes_is_alive_whatever_becomes_of_the_polls()
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
    public void A_driver_that_throws_is_a_reader_that_does_not_answer() =>
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
