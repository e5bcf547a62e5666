using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Settings;

namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>
    /// Tests that the gate's relay follows a pulse, and that the pulse ends by itself while its trigger is held, which only a
    /// monostable does. It opens the gate, so the technician has to confirm it first.
    /// </summary>
    public sealed class GateItem : SelfTestItem
    {
        // A turnstile needs 100 ms; debouncing of the contact and the lane's steps may hide up to half of it.
        const int ShortestMilliseconds = 50;
        readonly ConsoleParts _parts;
        int _confirmed;
        long _triggered;
        long _followed;

        /// <summary>Tests the gate of the parts.</summary>
        public GateItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <summary>Whether the technician has agreed to open the gate.</summary>
        public bool IsAllowed;

        /// <inheritdoc/>
        public override string Name
        {
            get { return "gate"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get
            {
                var longest = _parts.Gate == null ? "" : ", pulse ends by itself within "
                    + _parts.Gate.Pulse.LongestMilliseconds.ToString() + " ms";
                return "feedback contact follows within 1500 ms" + longest;
            }
        }

        /// <inheritdoc/>
        public override bool NeedsFreeLane
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _triggered = 0;
            _followed = 0;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            var gate = _parts.Gate;
            if (gate == null)
            {
                return Skip("the gate has not started yet; see 'status'");
            }

            if (gate.StaysShut)
            {
                return Skip("in capture mode the gate stays shut; test it in the lane's own mode");
            }

            if (!IsAllowed)
            {
                return Skip("opens the gate: run 'selftest gate' in service mode and confirm");
            }

            // Anyone may have just given a service code to a pedestal with incomplete settings.
            if (_parts.Lane == null)
            {
                return Skip("opens only on a pedestal that is in service; see 'status'");
            }

            var now = _parts.Clock.NowMicroseconds();
            if (_triggered == 0)
            {
                return Trigger(gate, now);
            }

            if (_confirmed < 0)
            {
                return Skip("pulsed; without a feedback contact listen for the relay: a click, and another one after "
                    + gate.Pulse.Milliseconds.ToString() + " ms");
            }

            return _followed == 0 ? AwaitStart(gate, now) : AwaitEnd(gate, (int)((now - _followed) / 1000));
        }

        /// <inheritdoc/>
        public override void End()
        {
            IsAllowed = false;
            if (_triggered != 0)
            {
                _parts.Gate.Release();
            }
        }

        TestResult Trigger(GateKeeper gate, long now)
        {
            if (gate.State == GateState.StuckOpen)
            {
                return Fail("pulled before the pulse", "the gate is open: check monostable, relay, driver and feedback contact");
            }

            // Wait for the end of a guest's pulse.
            _confirmed = gate.Confirmations;
            _triggered = now > 0 ? now : 1;
            if (!gate.Hold())
            {
                _triggered = 0;
            }

            return TestResult.Running;
        }

        TestResult AwaitStart(GateKeeper gate, long now)
        {
            if (gate.Confirmations > _confirmed)
            {
                _followed = now;
                return TestResult.Running;
            }

            return now - _triggered < GateKeeper.PatienceMilliseconds * 1000L
                ? TestResult.Running
                : Fail("no feedback", "the relay did not follow: check monostable, its supply, relay, driver and feedback contact");
        }

        TestResult AwaitEnd(GateKeeper gate, int milliseconds)
        {
            if (gate.IsPulled)
            {
                return milliseconds <= gate.Pulse.LongestMilliseconds
                    ? TestResult.Running
                    : Fail("pulled for more than " + gate.Pulse.LongestMilliseconds.ToString() + " ms",
                        "the pulse does not end by itself: admit nobody here until the monostable is fitted and "
                        + SettingNames.GatePulse + " matches it");
            }

            return milliseconds >= ShortestMilliseconds
                ? Pass("pulse of " + milliseconds.ToString() + " ms")
                : Fail("pulse of " + milliseconds.ToString() + " ms", "too short for a turnstile: check R and C of the monostable");
        }
    }
}
