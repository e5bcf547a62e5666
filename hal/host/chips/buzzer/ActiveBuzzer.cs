using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>An active buzzer behind a transistor: it sounds while its pin is high. Thread-safe.</summary>
public sealed class ActiveBuzzer
{
    const int SoundsKept = 100;
    readonly BoardClock _clock;
    readonly Lock _lock = new();
    readonly Queue<(long Begin, long End)> _sounds = new();
    long _begun;

    /// <summary>A buzzer on a pin.</summary>
    public ActiveBuzzer(Board board, int pin)
    {
        _clock = board.Clock;
        board.Pins[pin].Changed += Changed;
    }

    /// <summary>Whether it is dead and makes no sound.</summary>
    public bool IsDead { get; set; }

    /// <summary>The last 100 sounds that have ended, oldest first; times in microseconds.</summary>
    public IReadOnlyList<(long Begin, long End)> Sounds
    {
        get
        {
            lock (_lock)
            {
                return [.. _sounds];
            }
        }
    }

    void Changed(bool high)
    {
        lock (_lock)
        {
            if (high)
            {
                _begun = _clock.NowMicroseconds;
                return;
            }

            if (!IsDead)
            {
                _sounds.Enqueue((_begun, _clock.NowMicroseconds));
            }

            if (_sounds.Count > SoundsKept)
            {
                _sounds.Dequeue();
            }
        }
    }
}
