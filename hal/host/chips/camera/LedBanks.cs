using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>Which of the pedestal's banks of near-infrared LEDs light the scene.</summary>
[Flags]
public enum Illumination
{
    /// <summary>None: only ambient light.</summary>
    None = 0,

    /// <summary>The half of the ring to the left of the lens, as the camera sees it.</summary>
    Left = 1,

    /// <summary>The other half.</summary>
    Right = 2,

    /// <summary>The whole ring.</summary>
    Both = Left | Right,
}

/// <summary>
/// The near-infrared LEDs, two banks behind one hardware one-shot: on while their pin is high, but never longer than the one-shot
/// allows, so that eyes are safe whatever the program does. The right bank is on only if its own pin, which has a pull-up, is high too;
/// another pin gives both the higher current. Thread-safe.
/// </summary>
public sealed class LedBanks
{
    /// <summary>The longest time that they stay on, microseconds.</summary>
    public const long LongestMicroseconds = 300_000;

    /// <summary>Their light at the higher current, relative to the usual one.</summary>
    public const double HighPower = 8;

    readonly BoardClock _clock;
    readonly Pin _pin;
    readonly Pin _right;
    readonly Pin _bright;
    readonly Lock _lock = new();
    long _since = long.MinValue / 2;

    /// <summary>LEDs on the pin of their one-shot, the pin that enables the right bank, and the pin of the higher current.</summary>
    public LedBanks(Board board, int pin, int rightPin, int brightPin)
    {
        _clock = board.Clock;
        _pin = board.Pins[pin];
        _pin.Changed += Changed;
        _right = board.Pins[rightPin];
        _right.HasPullUp = true;
        _bright = board.Pins[brightPin];
    }

    /// <summary>The banks that are dead and stay dark.</summary>
    public Illumination Dead { get; set; }

    /// <summary>The banks that are lit.</summary>
    public Illumination Lit
    {
        get
        {
            lock (_lock)
            {
                var isOn = _pin.IsHigh && _clock.NowMicroseconds - _since < LongestMicroseconds;
                return !isOn ? Illumination.None : (_right.IsHigh ? Illumination.Both : Illumination.Left) & ~Dead;
            }
        }
    }

    /// <summary>How bright they are when lit, relative to the usual current.</summary>
    public double Power => _bright.IsHigh ? HighPower : 1;

    /// <summary>Whether any of them is lit.</summary>
    public bool IsOn => Lit != Illumination.None;

    /// <summary>The longest time that the pin was high without a break, microseconds.</summary>
    public long LongestHigh { get; private set; }

    void Changed(bool high)
    {
        lock (_lock)
        {
            var now = _clock.NowMicroseconds;
            if (!high)
            {
                LongestHigh = Math.Max(LongestHigh, now - _since);
            }

            _since = now;
        }
    }
}
