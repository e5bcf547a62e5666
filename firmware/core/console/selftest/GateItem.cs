namespace Pedestal.Core
{
    /// <summary>The gate's relay follows a pulse. Opens the gate, so that the technician has to say so first.</summary>
    public sealed class GateItem : SelfTestItem
    {
        const int PulseMilliseconds = 300;
        readonly ConsoleParts _parts;
        int _confirmed;
        long _until;

        /// <summary>Tests the gate of the parts.</summary>
        public GateItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <summary>Whether the technician agreed to the gate's opening.</summary>
        public bool IsAllowed;

        /// <inheritdoc/>
        public override string Name
        {
            get { return "gate"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "feedback contact follows within 1500 ms"; }
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
            _until = 0;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Gate == null || _parts.GateService == null)
            {
                return Skip("the gate is not opened yet; see 'status'");
            }

            if (!IsAllowed)
            {
                return Skip("opens the gate: run 'selftest gate' in service mode and confirm");
            }

            var now = _parts.Clock.NowMicroseconds();
            if (_until == 0)
            {
                _confirmed = _parts.GateService.Confirmations;
                _until = now + GateWatch.PatienceMilliseconds * 1000L;
                _parts.Log.Write(LogLevel.Warning, "gate", "opened by the self test");
                _parts.Gate.Open(PulseMilliseconds);
                return TestResult.Running;
            }

            if (_confirmed < 0)
            {
                return Skip("pulsed; without a feedback contact listen for the relay's click");
            }

            if (_parts.GateService.Confirmations > _confirmed)
            {
                return Pass("pulse confirmed");
            }

            return now < _until
                ? TestResult.Running
                : Fail("no feedback", "the relay did not follow: check its supply, its driver and the feedback contact");
        }

        /// <inheritdoc/>
        public override void End()
        {
            IsAllowed = false;
        }
    }
}
