using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>An active buzzer behind a transistor: it sounds while its pin is high. Thread-safe.</summary>
public sealed class ActiveBuzzer
{
    const int Kept = 100;
    readonly BoardClock _clock;
    readonly Lock _lock = new();
    readonly Queue<(long Begin, long End)> _sounds = new();
    long _begun;

    /// <summary>A buzzer at a pin.</summary>
    public ActiveBuzzer(Board board, int pin)
    {
        _clock = board.Clock;
        board.Pins[pin].Changed += Changed;
    }

    /// <summary>Whether it is dead: nobody hears anything.</summary>
    public bool IsDead { get; set; }

    /// <summary>The last sounds that have ended, oldest first, microseconds.</summary>
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

            if (_sounds.Count > Kept)
            {
                _sounds.Dequeue();
            }
        }
    }
}
