using Pedestal.Core.Ledger;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>The latency ledger counts in 64 bits, which the device's interpreter does on its own.</summary>
    [TestClass]
    public class LatencyLedgerTests
    {
        // More microseconds than 32 bits hold: the clock after a month.
        const long Start = 2592000000000;

        [TestMethod]
        public void The_budget_ends_exactly_at_its_end()
        {
            var ledger = new LatencyLedger();
            ledger.Begin(Start, 1000);
            Assert.AreEqual(1000, ledger.RemainingMilliseconds(Start));
            Assert.AreEqual(1, ledger.RemainingMilliseconds(Start + 999999));
            Assert.IsFalse(ledger.IsExhausted(Start + 999999));
            Assert.AreEqual(0, ledger.RemainingMilliseconds(Start + 1000000));
            Assert.IsTrue(ledger.IsExhausted(Start + 1000000));
        }

        [TestMethod]
        public void What_is_left_is_never_negative()
        {
            var ledger = new LatencyLedger();
            ledger.Begin(Start, 5000);
            Assert.AreEqual(0, ledger.RemainingMilliseconds(Start + 5000001));
            Assert.AreEqual(0, ledger.RemainingMilliseconds(Start + Start));
            Assert.IsTrue(ledger.IsExhausted(Start + Start));
        }

        [TestMethod]
        public void Every_stage_is_charged_for_itself()
        {
            var ledger = new LatencyLedger();
            ledger.Begin(Start, 1000);
            for (var stage = 0; stage < LatencyLedger.Stages; stage++)
            {
                ledger.Charge((Stage)stage, 10 + stage);
                ledger.Charge((Stage)stage, 100);
            }

            for (var stage = 0; stage < LatencyLedger.Stages; stage++)
            {
                Assert.AreEqual(110L + stage, ledger.Microseconds((Stage)stage));
            }
        }

        [TestMethod]
        public void A_negative_charge_takes_nothing_back()
        {
            var ledger = new LatencyLedger();
            ledger.Begin(0, 1000);
            ledger.Charge(Stage.Network, 40);
            ledger.Charge(Stage.Network, -30);
            Assert.AreEqual(40L, ledger.Microseconds(Stage.Network));
        }

        [TestMethod]
        public void The_total_is_fixed_at_the_decision_and_a_new_beginning_forgets()
        {
            var ledger = new LatencyLedger();
            ledger.Begin(Start, 1000);
            ledger.Charge(Stage.Capture, 500);
            Assert.AreEqual(0L, ledger.TotalMicroseconds());
            ledger.Close(Start + 900);
            Assert.AreEqual(900L, ledger.TotalMicroseconds());
            ledger.Begin(Start + 7, 300);
            Assert.AreEqual(0L, ledger.TotalMicroseconds());
            Assert.AreEqual(0L, ledger.Microseconds(Stage.Capture));
            Assert.AreEqual(300, ledger.BudgetMilliseconds);
        }

        [TestMethod]
        public void A_copy_counts_down_from_the_same_beginning_and_lives_on_its_own()
        {
            var ledger = new LatencyLedger();
            ledger.Begin(Start, 800);
            ledger.Charge(Stage.Gate, 9);
            var copy = new LatencyLedger();
            copy.CopyFrom(ledger);
            Assert.AreEqual(500, copy.RemainingMilliseconds(Start + 300000));
            copy.Charge(Stage.Gate, 7);
            Assert.AreEqual(16L, copy.Microseconds(Stage.Gate));
            Assert.AreEqual(9L, ledger.Microseconds(Stage.Gate));
        }
    }
}
