using CsCheck;
using Pedestal.Core.Ledger;

namespace Pedestal.Core.Tests;

public class LatencyLedgerTests
{
    [Theory]
    [InlineData(0, 1000, false)]
    [InlineData(999_999, 1, false)]
    [InlineData(1_000_000, 0, true)]
    [InlineData(5_000_000, 0, true)]
    public void The_budget_is_exhausted_exactly_at_its_end(long elapsed, int left, bool exhausted)
    {
        var ledger = new LatencyLedger();
        ledger.Begin(77, 1000);
        Assert.Equal(left, ledger.RemainingMilliseconds(77 + elapsed));
        Assert.Equal(exhausted, ledger.IsExhausted(77 + elapsed));
    }

    [Fact]
    public void Charges_add_up_and_a_new_attempt_clears_them()
    {
        var ledger = new LatencyLedger();
        ledger.Begin(0, 1000);
        ledger.Charge(Stage.Capture, 200);
        ledger.Charge(Stage.Capture, 300);
        ledger.Charge(Stage.Network, -5);
        ledger.Close(900);
        Assert.Equal(
            (500, 0, 900),
            (ledger.Microseconds(Stage.Capture), ledger.Microseconds(Stage.Network), ledger.TotalMicroseconds()));
        var copy = new LatencyLedger();
        copy.CopyFrom(ledger);
        ledger.Begin(5, 300);
        Assert.Equal(
            (0, 0, 300),
            (ledger.Microseconds(Stage.Capture), ledger.TotalMicroseconds(), ledger.BudgetMilliseconds));
        Assert.Equal(
            (500, 900, 1000),
            (copy.Microseconds(Stage.Capture), copy.TotalMicroseconds(), copy.BudgetMilliseconds));
    }

    [Fact]
    public void The_remaining_time_is_never_negative_and_0_exactly_when_the_budget_is_exhausted() =>
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Int[300, 5000], Gen.Long[0, 10_000_000]).Sample((start, budget, time) =>
        {
            var ledger = new LatencyLedger();
            ledger.Begin(start, budget);
            var left = ledger.RemainingMilliseconds(start + time);
            Assert.InRange(left, 0, budget);
            Assert.Equal(left == 0, ledger.IsExhausted(start + time));
        });

    [Fact]
    public void A_negative_charge_has_no_effect()
    {
        var ledger = new LatencyLedger();
        ledger.Begin(0, 1000);
        ledger.Charge(Stage.Network, 40);
        ledger.Charge(Stage.Network, -30);
        ledger.Charge(Stage.Network, 0);
        Assert.Equal(40, ledger.Microseconds(Stage.Network));
    }

    [Fact]
    public void Each_stage_is_charged_separately()
    {
        var ledger = new LatencyLedger();
        ledger.Begin(0, 1000);
        var stages = Enum.GetValues<Stage>();
        Assert.Equal(LatencyLedger.Stages, stages.Length);
        Array.ForEach(stages, stage => ledger.Charge(stage, 10 + (int)stage));
        Assert.All(stages, stage => Assert.Equal(10 + (int)stage, ledger.Microseconds(stage)));
    }

    [Fact]
    public void A_copy_has_the_same_start()
    {
        var ledger = new LatencyLedger();
        ledger.Begin(5_000_000, 800);
        var copy = new LatencyLedger();
        copy.Begin(1, 300);
        copy.Charge(Stage.Gate, 9);
        copy.CopyFrom(ledger);
        Assert.Equal((500, 0), (copy.RemainingMilliseconds(5_300_000), copy.Microseconds(Stage.Gate)));
        copy.Charge(Stage.Gate, 7);
        Assert.Equal(0, ledger.Microseconds(Stage.Gate));
    }
}
