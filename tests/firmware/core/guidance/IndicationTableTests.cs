using Pedestal.Core.Guidance;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

public sealed class IndicationTableTests
{
    static readonly IndicationRow[] Rows = [.. Enum.GetValues<Indication>().Select(IndicationTable.Of)];

    [Fact]
    public void Every_indication_has_its_row() =>
        Assert.Equal(Enum.GetValues<Indication>(), Rows.Select(row => row.Indication));

    [Fact]
    public void No_two_indications_differ_by_colour_alone() =>
        Assert.All(Rows, row => Assert.All(Rows.Where(other => other != row), other =>
            Assert.True((row.Mask, row.Animation) != (other.Mask, other.Animation),
                $"{row.Indication} and {other.Indication} differ by colour alone")));

    [Fact]
    public void Only_an_admission_is_a_full_green_ring_and_no_refusal_is_silent()
    {
        var admitted = IndicationTable.Of(Indication.Admitted);
        Assert.Equal((0xFFFF, RingAnimation.Steady), (admitted.Mask, admitted.Animation));
        Indication[] refusals =
        [
            Indication.NoTicket, Indication.TicketUsed, Indication.NotRecognised, Indication.UseTicket,
            Indication.EnrolmentFailed, Indication.DeletionFailed,
        ];
        Assert.All(refusals, refusal => Assert.True(IndicationTable.Of(refusal).Pattern >= BuzzerPattern.ThreeShort));
    }

    [Theory]
    [InlineData(Indication.ComeCloser, 399, 0x0FF0)]
    [InlineData(Indication.ComeCloser, 400, 0)]
    [InlineData(Indication.ComeCloser, 800, 0x0FF0)]
    [InlineData(Indication.Fault, 150, 0)]
    [InlineData(Indication.Working, 0, 0x000F)]
    [InlineData(Indication.Working, 80, 0x001E)]
    [InlineData(Indication.Working, 15 * 80, 0x8007)]
    [InlineData(Indication.Working, 16 * 80, 0x000F)]
    [InlineData(Indication.Admitted, 12_345, 0xFFFF)]
    public void Animations_light_the_leds_of_their_time(Indication indication, int milliseconds, int mask) =>
        Assert.Equal(mask, IndicationTable.Of(indication).MaskAt(milliseconds));

    [Theory]
    [InlineData(0, 3, 0xFFFF)]
    [InlineData(799, 3, 0xFFFF)]
    [InlineData(800, 3, 0x0007)]
    [InlineData(1_599, 1, 0x0001)]
    [InlineData(1_600, 1, 0xFFFF)]
    [InlineData(800, 15, 0x7FFF)]
    [InlineData(800, 63, 0x7FFF)]
    public void Companions_are_counted_on_the_ring(int milliseconds, int count, int mask) =>
        Assert.Equal(mask, IndicationTable.Of(Indication.Companions).MaskAt(milliseconds, count));

    [Fact]
    public void Breathing_dims_the_colour_for_a_second()
    {
        var ready = IndicationTable.Of(Indication.Ready);
        Assert.Equal((ready.Colour, 0x0A0A0A, ready.Colour),
            (ready.ColourAt(999), ready.ColourAt(1_000), ready.ColourAt(2_000)));
    }
}
