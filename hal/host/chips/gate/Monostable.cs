using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>What can be wrong with the monostable.</summary>
public enum MonostableFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is bridged: its output follows the trigger.</summary>
    Bridged,

    /// <summary>It makes no pulse.</summary>
    Dead,
}

/// <summary>
/// One half of a 74HC4538: a rising edge at its trigger begins a pulse, or begins the present one anew, and its resistor and
/// capacitor end it. A reset of the board ends it too. Thread-safe.
/// </summary>
public sealed class Monostable
{
    readonly BoardClock _clock;
    readonly Pin _trigger;
    readonly Lock _lock = new();
    IDisposable? _end;
    MonostableFault _fault;
    bool _isOn;

    /// <summary>A monostable triggered by a pin, with its reset at the board's.</summary>
    public Monostable(Board board, int triggerPin)
    {
        _clock = board.Clock;
        _trigger = board.Pins[triggerPin];
        _trigger.Changed += Triggered;
        board.Ended += () => Set(false);
    }

    /// <summary>Raised after each change of its output, with the new level.</summary>
    public event Action<bool>? Changed;

    /// <summary>0.7 R C, milliseconds: the length of a pulse; 490 at first.</summary>
    public int Milliseconds { get; set; } = 490;

    /// <summary>What is wrong with it.</summary>
    public MonostableFault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            if (value == MonostableFault.Bridged)
            {
                Set(_trigger.IsHigh);
            }
        }
    }

    /// <summary>Its output.</summary>
    public bool IsOn
    {
        get
        {
            lock (_lock)
            {
                return _isOn;
            }
        }
    }

    void Triggered(bool high)
    {
        if (_fault == MonostableFault.Bridged)
        {
            Set(high);
        }
        else if (high && _fault == MonostableFault.None)
        {
            Begin();
        }
    }

    void Begin()
    {
        lock (_lock)
        {
            _end?.Dispose();
            _end = _clock.At(_clock.NowMicroseconds + Milliseconds * 1_000L, () => Set(false));
        }

        Set(true);
    }

    void Set(bool on)
    {
        lock (_lock)
        {
            if (_isOn == on)
            {
                return;
            }

            _isOn = on;
        }

        Changed?.Invoke(on);
    }
}
