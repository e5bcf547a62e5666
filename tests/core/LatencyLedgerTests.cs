namespace Pedestal.Core.Tests;

public class LatencyLedgerTests
{
    [Theory]
    [InlineData(0, 1000, false)]
    [InlineData(999_999, 1, false)]
    [InlineData(1_000_000, 0, true)]
    [InlineData(5_000_000, 0, true)]
    public void The_budget_ends_exactly_at_its_end(long elapsed, int left, bool exhausted)
    {
        var ledger = new LatencyLedger();
        ledger.Begin(77, 1000);
        Assert.Equal(left, ledger.RemainingMilliseconds(77 + elapsed));
        Assert.Equal(exhausted, ledger.IsExhausted(77 + elapsed));
    }

    [Fact]
    public void Stages_add_up_and_a_new_beginning_forgets()
    {
        var ledger = new LatencyLedger();
        ledger.Begin(0, 1000);
        ledger.Charge(Stage.Capture, 200);
        ledger.Charge(Stage.Capture, 300);
        ledger.Charge(Stage.Network, -5);
        ledger.Close(900);
        Assert.Equal((500, 0, 900), (ledger.Microseconds(Stage.Capture), ledger.Microseconds(Stage.Network), ledger.TotalMicroseconds()));
        var copy = new LatencyLedger();
        copy.CopyFrom(ledger);
        ledger.Begin(5, 300);
        Assert.Equal((0, 0, 300), (ledger.Microseconds(Stage.Capture), ledger.TotalMicroseconds(), ledger.BudgetMilliseconds));
        Assert.Equal((500, 900, 1000), (copy.Microseconds(Stage.Capture), copy.TotalMicroseconds(), copy.BudgetMilliseconds));
    }
}
