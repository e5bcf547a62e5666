using Pedestal.Core.Guidance;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

public sealed class GuestIndicatorTests
{
    const int Red = 0x400000;
    readonly RecordingRing _ring = new();
    readonly RecordingBuzzer _buzzer = new();
    readonly GuestIndicator _indicator;

    public GuestIndicatorTests() => _indicator = new GuestIndicator(_ring, _buzzer);

    public static TheoryData<Indication> Indications => [.. Enum.GetValues<Indication>()];

    [Theory]
    [MemberData(nameof(Indications))]
    public void Ring_and_buzzer_follow_the_row_of_the_indication(Indication indication)
    {
        var row = IndicationTable.Of(indication);
        _indicator.Show(indication);
        for (var ms = 0; ms < 2_500; ms += 10)
        {
            _indicator.Animate(ms * 1_000L);
            Assert.Equal((row.MaskAt(ms), row.ColourAt(ms)), _ring.Shown);
        }

        Assert.Equal(indication, _indicator.Shown);
        Assert.Equal(row.Pattern == BuzzerPattern.Silent, _buzzer.Sounds == 0);
    }

    [Fact]
    public void An_indication_shown_again_does_not_start_over()
    {
        _indicator.Show(Indication.NoTicket);
        Play(0, 1_500);
        var sounds = _buzzer.Sounds;

        _indicator.Show(Indication.NoTicket);
        Play(1_500, 3_000);

        Assert.Equal(sounds, _buzzer.Sounds);
    }

    [Fact]
    public void The_number_of_a_start_up_fault_is_shown_as_red_leds_from_the_top()
    {
        _indicator.ShowFault(5);
        Play(0, 100);

        Assert.Equal((0x001F, Red), _ring.Shown);
        Assert.Equal(Indication.Fault, _indicator.Shown);
    }

    [Fact]
    public void A_test_colour_stays_until_it_is_restored_or_another_indication_is_shown()
    {
        var admitted = IndicationTable.Of(Indication.Admitted);
        var noTicket = IndicationTable.Of(Indication.NoTicket);
        _indicator.Show(Indication.Admitted);
        Assert.True(_indicator.Light(0x123456));
        Play(0, 100);
        Assert.Equal((0xFFFF, 0x123456), _ring.Shown);

        Assert.True(_indicator.Restore());
        Assert.Equal((admitted.Mask, admitted.Colour), _ring.Shown);

        _indicator.Light(0xFFFFFF);
        _indicator.Show(Indication.NoTicket);
        Assert.Equal((noTicket.Mask, noTicket.Colour), _ring.Shown);
    }

    [Fact]
    public void Restoring_before_the_first_indication_turns_the_ring_off()
    {
        Play(0, 100);
        Assert.Null(_ring.Shown);
        Assert.True(_indicator.Light(0x101010));
        Assert.True(_indicator.Restore());
        Assert.Equal((0, 0), _ring.Shown);
    }

    [Fact]
    public void A_refusing_ring_is_reported_and_shows_the_indication_once_it_works_again()
    {
        var admitted = IndicationTable.Of(Indication.Admitted);
        _ring.Refuses = true;
        _indicator.Show(Indication.Admitted);
        Assert.False(_indicator.Light(0x101010));
        Assert.False(_indicator.Restore());

        _ring.Refuses = false;
        _indicator.Animate(0);
        Assert.Equal((admitted.Mask, admitted.Colour), _ring.Shown);
    }

    void Play(int from, int to)
    {
        for (var ms = from; ms < to; ms += 10)
        {
            _indicator.Animate(ms * 1_000L);
        }
    }

    sealed class RecordingRing : IRing
    {
        public bool Refuses { get; set; }

        public (int Mask, int Colour)? Shown { get; private set; }

        public bool Light(int mask, int colour)
        {
            Shown = Refuses ? Shown : (mask, colour);
            return !Refuses;
        }
    }

    sealed class RecordingBuzzer : IBuzzer
    {
        public int Sounds { get; private set; }

        public void Sound(int milliseconds) => Sounds++;
    }
}
