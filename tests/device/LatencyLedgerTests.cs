using Pedestal.Core.Ledger;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>The latency ledger counts with 64-bit arithmetic, which the device's interpreter implements itself.</summary>
    [TestClass]
    public class LatencyLedgerTests
    {
        // The clock after a month, which does not fit into 32 bits.
        const long Start = 2592000000000;

        [TestMethod]
        public void The_budget_is_exhausted_exactly_at_its_end()
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
        public void The_remaining_time_is_never_negative()
        {
            var ledger = new LatencyLedger();
            ledger.Begin(Start, 5000);
            Assert.AreEqual(0, ledger.RemainingMilliseconds(Start + 5000001));
            Assert.AreEqual(0, ledger.RemainingMilliseconds(Start + Start));
            Assert.IsTrue(ledger.IsExhausted(Start + Start));
        }

        [TestMethod]
        public void Each_stage_is_charged_separately()
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
        public void A_negative_charge_has_no_effect()
        {
            var ledger = new LatencyLedger();
            ledger.Begin(0, 1000);
            ledger.Charge(Stage.Network, 40);
            ledger.Charge(Stage.Network, -30);
            Assert.AreEqual(40L, ledger.Microseconds(Stage.Network));
        }

        [TestMethod]
        public void The_total_is_fixed_at_the_decision_and_cleared_by_a_new_attempt()
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
        public void A_copy_has_the_same_start_and_is_independent()
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
