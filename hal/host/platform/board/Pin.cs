namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// A pin of the controller with what is connected to it. As an output the program drives it; otherwise a part may drive it; and
/// when nothing does, its resistor sets the level. Thread-safe.
/// </summary>
public sealed class Pin
{
    readonly Lock _lock = new();
    bool? _output;
    bool? _driven;
    bool _pullUp;
    bool _externalPullUp;

    internal Pin(int number) => Number = number;

    /// <summary>Raised after the level has changed, with the new level, on the thread that changed it.</summary>
    public event Action<bool>? Changed;

    /// <summary>The GPIO number.</summary>
    public int Number { get; }

    /// <summary>Whether it is high.</summary>
    public bool IsHigh
    {
        get
        {
            lock (_lock)
            {
                return Level;
            }
        }
    }

    /// <summary>Whether the program drives it.</summary>
    public bool IsOutput => _output != null;

    /// <summary>Whether a resistor on the board pulls it up; otherwise it is low while nothing drives it.</summary>
    public bool HasPullUp
    {
        get => _externalPullUp;
        set => Set(() => _externalPullUp = value);
    }

    bool Level => _output ?? _driven ?? (_pullUp || _externalPullUp);

    /// <summary>Sets the level that a part drives; null for none. No effect while the program drives the pin.</summary>
    public void Drive(bool? high) => Set(() => _driven = high);

    internal void Output(bool high) => Set(() => _output = high);

    internal void Input(bool pullUp) => Set(() =>
    {
        _output = null;
        _pullUp = pullUp;
    });

    void Set(Action change)
    {
        bool level;
        lock (_lock)
        {
            var before = Level;
            change();
            level = Level;
            if (level == before)
            {
                return;
            }
        }

        Changed?.Invoke(level);
    }
}
