using static Pedestal.Hal.Host.Chips.Vl6180xRegister;

namespace Pedestal.Hal.Host.Chips;

/// <summary>The part's measurements, single or continuous.</summary>
/// <param name="registers">The part's registers.</param>
sealed class Vl6180xRanging(byte[] registers)
{
    const long Never = long.MaxValue;
    const int Ready = 1;
    const int Continuous = 2;
    const byte NoTarget = 255;
    const int LaserError = 1;
    const int ConvergenceError = 7;
    const int NominalMillimetres = 90;

    // Time before each measurement, and after it a base and so much for each sample averaged (DocID026171, table 11).
    const long CalibrationMicroseconds = 3_200;
    const long ReadoutMicroseconds = 1_300;
    const double SampleMicroseconds = 64.5;
    const int PeriodMilliseconds = 10;

    // Beyond it a palm reflects too little light; the data sheet promises 100 mm.
    const int Reach = 200;

    // An odd number of values, so that two alternating readers both see all of them.
    static readonly int[] Noise = [0, 1, 0, -1, 1];

    long _beganAt;
    long _doneAt = Never;
    int _measurements;
    int _last = NominalMillimetres;

    public int? Millimetres { get; set; }

    public bool IsNoisy { get; set; } = true;

    public Vl6180xFault Fault { get; set; }

    public int ProtocolErrors { get; private set; }

    public void Stop() => _doneAt = Never;

    public void Start(byte value, long now)
    {
        if ((value & 1) == 0)
        {
            return;
        }

        if (_doneAt != Never)
        {
            // A second start stops continuous measurement.
            ProtocolErrors += (registers[RangeStart] & Continuous) == 0 ? 1 : 0;
            _doneAt = (registers[RangeStart] & Continuous) == 0 ? _doneAt : Never;
            return;
        }

        registers[RangeStart] = (byte)(value & Continuous);
        Begin(now);
    }

    /// <summary>Completes the measurements that have ended by now.</summary>
    public void Update(long now)
    {
        while (_doneAt <= now && Fault != Vl6180xFault.NeverReady)
        {
            Complete();
            var period = (registers[IntermeasurementPeriod] + 1L) * PeriodMilliseconds * 1_000;
            var next = Math.Max(_beganAt + period, _doneAt);
            _doneAt = Never;
            if ((registers[RangeStart] & Continuous) != 0)
            {
                Begin(next);
            }
        }
    }

    void Begin(long now)
    {
        registers[RangeStatus] = 0;
        _beganAt = now;
        _doneAt = now + CalibrationMicroseconds + Convergence() + ReadoutMicroseconds
            + (long)(registers[AveragingPeriod] * SampleMicroseconds);
    }

    // A palm converges in about a millisecond at 100 mm; empty space never does.
    long Convergence()
    {
        var longest = registers[MaximumConvergence] * 1_000L;
        return IsInReach() ? Math.Min(200 + Millimetres!.Value * Millimetres.Value / 10, longest) : longest;
    }

    bool IsInReach() => Millimetres is >= 0 and <= Reach;

    void Complete()
    {
        var (value, error) = Measure();
        registers[RangeValue] = value;
        registers[RangeStatus] = (byte)(error << 4 | Ready);
        var low = value < registers[LowThreshold];
        var high = value > registers[HighThreshold];
        registers[InterruptStatus] = (registers[InterruptConfig] & 7) switch
        {
            1 when low => 1,
            2 when high => 2,
            3 when low || high => 3,
            4 => 4,
            _ => registers[InterruptStatus],
        };
    }

    (byte Value, int Error) Measure()
    {
        if (Fault == Vl6180xFault.LaserFailed)
        {
            return (NoTarget, LaserError);
        }

        if (registers[FirstTuning] == 0)
        {
            // Users report this of a part without the vendor's settings: 0 with something in front of it, 255 without.
            return (IsInReach() ? (byte)0 : NoTarget, 0);
        }

        if (Fault == Vl6180xFault.Stuck)
        {
            return ((byte)_last, 0);
        }

        if (!IsInReach())
        {
            return (NoTarget, ConvergenceError);
        }

        _last = Math.Max(0, Millimetres!.Value + (IsNoisy ? Noise[_measurements++ % Noise.Length] : 0));
        return ((byte)_last, 0);
    }
}
