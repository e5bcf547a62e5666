namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// One pin of the controller with what is connected to it. The program drives it as an output; else a part may drive it, and where
/// nobody does it has the level of its resistor. Thread-safe.
/// </summary>
public sealed class Pin
{
    readonly Lock _lock = new();
    bool? _output;
    bool? _driven;
    bool _pullUp;
    bool _external;

    internal Pin(int number) => Number = number;

    /// <summary>Raised after each change of the level, with the new one, on the thread that brings it about.</summary>
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

    /// <summary>A resistor on the board that pulls it up; else it is pulled down while nobody drives it.</summary>
    public bool HasPullUp
    {
        get => _external;
        set => Set(() => _external = value);
    }

    bool Level => _output ?? _driven ?? (_pullUp || _external);

    /// <summary>A part drives it high or low, or no longer (null). A pin that the program drives does not follow.</summary>
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
