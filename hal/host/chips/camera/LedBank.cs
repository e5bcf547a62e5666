using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// The near-infrared LEDs behind a hardware one-shot: on while their pin is high, but never longer than the one-shot allows, so
/// that eyes are safe whatever the program does. Thread-safe.
/// </summary>
public sealed class LedBank
{
    /// <summary>The longest time that they stay on, microseconds.</summary>
    public const long LongestMicroseconds = 300_000;

    readonly BoardClock _clock;
    readonly Pin _pin;
    readonly Lock _lock = new();
    long _since = long.MinValue / 2;

    /// <summary>LEDs on a pin.</summary>
    public LedBank(Board board, int pin)
    {
        _clock = board.Clock;
        _pin = board.Pins[pin];
        _pin.Changed += Changed;
    }

    /// <summary>Whether they are dead and stay dark.</summary>
    public bool IsDead { get; set; }

    /// <summary>Whether they are lit.</summary>
    public bool IsOn
    {
        get
        {
            lock (_lock)
            {
                return !IsDead && _pin.IsHigh && _clock.NowMicroseconds - _since < LongestMicroseconds;
            }
        }
    }

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
